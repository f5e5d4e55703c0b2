//! `adopt`: taking over the database of another tool.

use limbeck_database::{Applied, DatabaseError, RowKind};

use super::session::{Access, open};
use super::stamp::{StampOptions, Stamped, stamp_as};
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::on_own_thread;
use crate::source::Source;

/// Records as applied what Alembic's table `alembic_version` says, without running anything. Alembic's table stays as it is.
///
/// The revisions must be there as files, with the ids that they have in Alembic.
///
/// # Errors
///
/// When there is no such table, it is empty, limbeck has records of its own, or a revision has no file.
pub fn adopt(config: &Config, source: &Source, options: &StampOptions) -> Result<Stamped> {
    let versions = on_own_thread(|| {
        let (mut connection, _) = open(config, Access::Read)?;
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        if let Some(row) = applied.rows.first() {
            let message = format!("limbeck has records of its own in this database: {} …", row.revision);
            return Err(Error::new(ErrorKind::Target, message)
                .with_hint("`limbeck current` shows them; `limbeck stamp` changes them"));
        }
        match connection.query("SELECT version_num FROM alembic_version ORDER BY version_num") {
            Ok(rows) => Ok(rows.rows.into_iter().flatten().flatten().collect::<Vec<String>>()),
            Err(DatabaseError::NoSuchTable { .. }) => {
                Err(Error::new(ErrorKind::Target, "there is no table `alembic_version` in this database")
                    .with_hint("`limbeck revision --baseline` writes the live schema as the first revision"))
            }
            Err(error) => Err(error.into()),
        }
    })?;
    if versions.is_empty() {
        return Err(Error::new(
            ErrorKind::Target,
            "the table `alembic_version` is empty: Alembic has applied nothing",
        )
        .with_hint("`limbeck upgrade` begins anew"));
    }
    let graph = source.graph()?;
    if let Some(missing) = versions.iter().find(|version| graph.get(version).is_none()) {
        let message =
            format!("Alembic has this database at {}, and no file has {missing}", versions.join(", "));
        return Err(Error::new(ErrorKind::Target, message).with_hint(format!(
            "write the history's revisions as files with the same ids, or begin with the live schema: \
             `limbeck revision --baseline -m \"Taken over from Alembic\" --rev-id {missing}`"
        )));
    }
    on_own_thread(|| stamp_as(config, source, &versions, options, &RowKind::Adopt))
}
