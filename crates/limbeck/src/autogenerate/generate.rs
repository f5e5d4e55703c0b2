//! `revision --autogenerate`: the revision between the database and the models.

use limbeck_catalog::Catalog;
use limbeck_database::{Applied, Connection, DatabaseError, Scope, reflect};
use limbeck_models::Model;
use limbeck_revision::{Direction, Graph, NewSection};
use limbeck_url::DialectName;

use super::compare::Comparison;
use super::diff::{compared, warnings_of};
use super::end::{End, Reader};
use super::error::AutogenerateError;
use super::options::CompareOptions;
use super::scratch::ScratchServers;
use crate::commands::{Access, Created, NewRevisionOptions, graph_or_empty, open, write_revision};
use crate::config::{Config, ResolvedUrl};
use crate::error::{Error, ErrorKind, Result};
use crate::run::on_own_thread;
use crate::source::Source;

/// What `revision --autogenerate` is told.
#[derive(Clone, Debug, Default)]
pub struct GenerateOptions {
    /// What the revision is to say beside its sections.
    pub revision: NewRevisionOptions,
    /// How models and database are compared.
    pub compare: CompareOptions,
    /// The present state is what the revisions lead to, not the live database.
    pub from_history: bool,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The revision; `None` when there was nothing to do.
    pub created: Option<Created>,
    /// The comparisons, one for each dialect that the revision is written for.
    pub comparisons: Vec<Comparison>,
    /// Whether up and down were tried in the scratch place and led where they should; `None` where they could not be tried.
    pub verified: Option<bool>,
    /// What was seen and left alone, for people.
    pub warnings: Vec<String>,
}

/// Compares, tries the SQL in the scratch place, and writes the revision. When nothing differs, nothing is written.
///
/// # Errors
///
/// When a revision is pending, unknown or half applied (unless the history is the present state); when there are several heads and none is
/// named; when the generated SQL does not lead where it should: then no file is written.
pub fn generate(
    config: &Config,
    source: &Source,
    options: &GenerateOptions,
    metadata: Option<&Model>,
) -> Result<Generated> {
    on_own_thread(|| run(config, source, options, metadata))
}

fn run(
    config: &Config,
    source: &Source,
    options: &GenerateOptions,
    metadata: Option<&Model>,
) -> Result<Generated> {
    let graph = graph_or_empty(source)?;
    options.revision.parents(config, &graph)?;
    let mut reader = Reader::new(config, source, &options.compare, metadata);
    let mut live = if options.from_history { None } else { Some(Live::open(config, &graph)?) };
    let dialects = dialects(config, live.as_ref())?;

    let mut comparisons = Vec::new();
    for dialect in &dialects {
        let wanted = reader.wanted(&End::Models, *dialect)?;
        let before = match &mut live {
            Some(live) if live.dialect == *dialect => live.catalog(&reader.scope())?,
            _ => reader.catalog(&End::History, *dialect)?,
        };
        comparisons.push(compared(config, source, before, &wanted, &options.compare, true)?);
    }
    let mut warnings = reader.notes;
    warnings.extend(comparisons.iter().flat_map(warnings_of));
    if comparisons.iter().all(Comparison::is_empty) {
        return Ok(Generated { created: None, comparisons, verified: None, warnings });
    }

    let servers = ScratchServers::of(config)?;
    let named = config.dialects.len() > 1;
    let mut verified = Some(true);
    let mut sections: Vec<NewSection> = Vec::new();
    for comparison in &comparisons {
        let pair = comparison.sections(named)?;
        match comparison.verify(&pair, &servers)? {
            Some(true) => {}
            Some(false) => return Err(does_not_verify(comparison)),
            None => verified = None,
        }
        sections.extend(pair);
    }
    // All the ways up first, then all the ways down, as a person would write them.
    sections.sort_by_key(|section| section.direction == Direction::Downgrade);
    let renamed = comparisons.first().map(Comparison::renamed).unwrap_or_default();
    let created = write_revision(config, source, &options.revision, sections, renamed, None)?;
    Ok(Generated { created: Some(created), comparisons, verified, warnings })
}

/// A live database that a revision can be written for: at the heads, and nothing half done.
struct Live {
    dialect: DialectName,
    /// `None`: it is still to come, and so it is empty.
    opened: Option<(Box<dyn Connection>, ResolvedUrl)>,
}

impl Live {
    fn open(config: &Config, graph: &Graph) -> Result<Self> {
        let (mut connection, resolved) = match open(config, Access::Read) {
            Ok(opened) => opened,
            Err(error) if is_missing(&error) => {
                refuse_pending(graph.ids().map(ToString::to_string).collect())?;
                return Ok(Self { dialect: config.database_url()?.url.dialect(), opened: None });
            }
            Err(error) => return Err(error),
        };
        let applied = Applied::read(&mut *connection, &config.state, &config.namespace)?;
        let unfinished = applied.unfinished();
        if let Some(first) = unfinished.first() {
            let message = format!("revision {} is half applied in the database", first.revision);
            return Err(Error::new(ErrorKind::NeedsRepair, message)
                .with_hint("`limbeck upgrade` goes on with it, `limbeck repair` settles it"));
        }
        let set = applied.set();
        let unknown = graph.unknown(&set);
        if !unknown.is_empty() {
            let message = format!("the database has revisions that no file has: {}", unknown.join(", "));
            return Err(Error::new(ErrorKind::Target, message)
                .with_hint("they were applied by newer code: update the files")
                .with_hint("`--from history` compares with the files instead of the database"));
        }
        refuse_pending(graph.pending(&set).into_iter().map(ToString::to_string).collect())?;
        Ok(Self { dialect: connection.server().dialect, opened: Some((connection, resolved)) })
    }

    fn catalog(&mut self, scope: &Scope) -> Result<Catalog> {
        let Some((connection, resolved)) = &mut self.opened else { return Ok(Catalog::empty(self.dialect)) };
        reflect(&mut **connection, scope).map_err(|error| {
            Error::from(AutogenerateError::from(error))
                .with_hint(format!("the database URL is from {}", resolved.origin))
        })
    }
}

fn is_missing(error: &Error) -> bool {
    let cause = error.cause().and_then(|cause| cause.downcast_ref::<DatabaseError>());
    matches!(cause, Some(DatabaseError::MissingFile { .. }))
}

fn refuse_pending(pending: Vec<String>) -> Result<()> {
    if pending.is_empty() {
        return Ok(());
    }
    let message =
        format!("the database is not up to date: {} pending ({})", pending.len(), pending.join(", "));
    Err(Error::new(ErrorKind::Target, message)
        .with_hint("run `limbeck upgrade` first")
        .with_hint("`--from history` compares with the files instead of the database"))
}

/// What the revision is written for: what was asked for, else the configuration's dialects, else the database's.
fn dialects(config: &Config, live: Option<&Live>) -> Result<Vec<DialectName>> {
    if let Some(dialect) = config.dialect_given {
        return Ok(vec![dialect]);
    }
    match (&config.dialects[..], live) {
        ([], Some(live)) => Ok(vec![live.dialect]),
        ([], None) => Ok(vec![config.database_url()?.url.dialect()]),
        (dialects, _) => Ok(dialects.to_vec()),
    }
}

fn does_not_verify(comparison: &Comparison) -> Error {
    let message = format!(
        "the generated SQL for {} does not lead where it should when it is tried; no file was written",
        comparison.dialect
    );
    Error::new(ErrorKind::Internal, message)
        .with_statement(comparison.script())
        .with_hint("this is a fault of limbeck: please report it with both schemas")
}
