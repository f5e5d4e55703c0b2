//! `revision --baseline`: the live schema as the first revision.

use limbeck_catalog::{Catalog, DiffOptions};
use limbeck_database::{Applied, Scope, reflect};

use super::revision::{Created, NewRevisionOptions, write_revision};
use super::session::{Access, open};
use super::stamp::stamp;
use crate::autogenerate::{AutogenerateError, Comparison, ScratchServers};
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::on_own_thread;
use crate::source::Source;

/// Writes the live schema as the first revision and records it as applied, in one step.
///
/// # Errors
///
/// When there are revisions already, or something is recorded as applied; when the database cannot be read or written. Then there is no
/// file.
pub fn baseline(
    config: &Config,
    source: &Source,
    options: &NewRevisionOptions,
) -> Result<(Created, Comparison)> {
    let source = &source.on_disk()?;
    if super::revision::exists(source) && !source.graph()?.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "there are revisions already, so none can be the first")
            .with_hint("`limbeck revision --autogenerate` writes what the models want beyond them"));
    }
    let comparison = on_own_thread(|| {
        let (mut connection, _) = open(config, Access::Read)?;
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        if let Some(row) = applied.rows.first() {
            let message = format!("revision {} is recorded as applied to this database", row.revision);
            return Err(Error::new(ErrorKind::Target, message).with_hint(
                "its file is missing here; `limbeck stamp --purge base` forgets all that is recorded",
            ));
        }
        let scope =
            Scope { schemas: config.schemas.clone(), state: config.state.clone(), ..Scope::default() };
        let live = reflect(connection.as_mut(), &scope).map_err(AutogenerateError::from)?;
        let servers = ScratchServers::of(config)?;
        Ok(Comparison::new(Catalog::empty(live.dialect), &live, &DiffOptions::default(), &servers)?)
    })?;
    let sections = comparison.sections(config.dialects.len() > 1)?.to_vec();
    let mut options = options.clone();
    options.head = Some("base".to_owned());
    let created = write_revision(config, source, &options, sections, Vec::new(), None)?;
    if let Err(error) = stamp(config, source, std::slice::from_ref(&created.revision.revision)) {
        // Written but not recorded, the next upgrade would create what is there.
        let _ = fs_err::remove_file(&created.file);
        return Err(error);
    }
    Ok((created, comparison))
}
