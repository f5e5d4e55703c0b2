//! `current`: what a database says has been applied.

use limbeck_database::{Applied, Connection, DatabaseError, Unfinished};
use limbeck_revision::{AppliedSet, Graph};
use limbeck_url::DialectName;

use super::session::{Access, open_for};
use super::steps::changed;
use crate::config::Config;
use crate::error::Result;
use crate::run::{Control, Running, on_own_thread, spawn};
use crate::source::Source;

/// What a database holds, against the revisions at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// The database, masked.
    pub database: String,
    /// The dialect that the server speaks.
    pub dialect: DialectName,
    /// The server's version, as it writes it.
    pub version: String,
    /// Which of several histories.
    pub namespace: String,
    /// Whether nothing is pending, and nothing but the heads is on top.
    pub at_heads: bool,
    /// The applied revisions, by id.
    pub applied: Vec<AppliedRevision>,
    /// The applied revisions on which nothing applied stands.
    pub heads: Vec<String>,
    /// The revisions that are not applied, in the order in which they would run.
    pub pending: Vec<String>,
    /// The revisions that were begun and not finished.
    pub unfinished: Vec<Unfinished>,
    /// What Alembic's own table says, if there is one and none of ours.
    pub alembic: Option<Vec<String>>,
}

/// An applied revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedRevision {
    /// The id.
    pub revision: String,
    /// When it was applied.
    pub applied_at: String,
    /// Who applied it.
    pub applied_by: String,
    /// `upgrade`, `stamp`, `adopt`.
    pub kind: String,
    /// How long it took.
    pub duration_ms: i64,
    /// Its message: the file's, else the one that was recorded.
    pub message: String,
    /// Whether the file is what was applied; `true` for a revision without a file, of which nothing can be said.
    pub checksum_matches: bool,
    /// Whether a file has it.
    pub known: bool,
    /// Whether nothing revises it.
    pub head: bool,
    /// Its parents, as they were recorded.
    pub parents: Vec<String>,
}

/// What a database says has been applied. It changes nothing, and creates nothing.
///
/// # Errors
///
/// When the revisions cannot be read, or the database cannot be asked.
pub fn current(config: &Config, source: &Source) -> Result<Current> {
    current_with(config, source, &Control::default())
}

/// [`current`] with a handle.
///
/// # Errors
///
/// As [`current`].
pub fn current_with(config: &Config, source: &Source, control: &Control) -> Result<Current> {
    on_own_thread(|| run(config, source, control))
}

/// [`current`] as a future for any runtime.
pub fn current_async(config: &Config, source: &Source) -> Running<Current> {
    let (config, source, control) = (config.clone(), source.clone(), Control::default());
    let inside = control.clone();
    spawn(&control, move || run(&config, &source, &inside))
}

fn run(config: &Config, source: &Source, control: &Control) -> Result<Current> {
    let graph = source.graph()?;
    let (mut connection, resolved, _cancellable) = open_for(config, Access::Read, control)?;
    let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
    let alembic = if applied.initialized { None } else { alembic(connection.as_mut())? };
    let server = connection.server();
    let changed: Vec<String> = changed(&graph, &applied, server.dialect)?
        .into_iter()
        .map(|file| file.header.revision.to_string())
        .collect();
    let set = applied.set();
    let pending: Vec<String> = graph.pending(&set).into_iter().map(ToString::to_string).collect();
    let heads = graph.applied_heads(&set);
    let unfinished = applied.unfinished();
    Ok(Current {
        database: resolved.url.canonical().into(),
        dialect: server.dialect,
        version: server.version_text.clone(),
        namespace: config.namespace.clone(),
        at_heads: pending.is_empty() && unfinished.is_empty() && graph.unknown(&set).is_empty(),
        applied: applied.rows.iter().map(|row| applied_revision(&graph, row, &changed)).collect(),
        heads,
        pending,
        unfinished,
        alembic,
    })
}

fn applied_revision(
    graph: &Graph,
    row: &limbeck_database::AppliedRow,
    changed: &[String],
) -> AppliedRevision {
    let known = graph.get(&row.revision);
    AppliedRevision {
        revision: row.revision.clone(),
        applied_at: row.applied_at.clone(),
        applied_by: row.applied_by.clone(),
        kind: row.kind.as_str().to_owned(),
        duration_ms: row.duration_ms,
        message: known.as_ref().and_then(|known| known.message).unwrap_or(&row.message).to_owned(),
        checksum_matches: !changed.contains(&row.revision),
        head: known.as_ref().is_some_and(|known| known.head),
        known: known.is_some(),
        parents: row.parents.clone(),
    }
}

/// What Alembic's own table says; `None` if there is none.
fn alembic(connection: &mut dyn Connection) -> Result<Option<Vec<String>>> {
    match connection.query("SELECT version_num FROM alembic_version ORDER BY version_num") {
        Ok(rows) => Ok(Some(rows.rows.into_iter().flatten().flatten().collect())),
        Err(DatabaseError::NoSuchTable { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The applied set of a database, for commands that only want to know which revisions are applied.
pub(super) fn applied_set(config: &Config, control: &Control) -> Result<AppliedSet> {
    let (mut connection, _, _cancellable) = open_for(config, Access::Read, control)?;
    Ok(Applied::read(connection.as_mut(), &config.state, &config.namespace)?.set())
}
