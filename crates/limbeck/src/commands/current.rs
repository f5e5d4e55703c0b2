//! `current`: what a database says has been applied.

use std::collections::BTreeSet;

use limbeck_database::{Applied, Connection, DatabaseError, Unfinished};
use limbeck_revision::{AppliedSet, Graph};
use limbeck_url::DialectName;

use super::recorded::{Completed, applied_set_of, missing};
use super::session::{Access, is_missing_file, open_for};
use super::steps::{changed, moved};
use crate::config::Config;
use crate::error::Result;
use crate::from_lower::graph_errors;
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
    /// Revisions whose files name other parents than those on which they were applied, a sentence each.
    pub moved: Vec<String>,
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
    /// How its file stands to it.
    pub state: RevisionState,
    /// Whether the database keeps SQL that takes it back (`downgrade --stored`).
    pub revertible: bool,
    /// Whether nothing revises it.
    pub head: bool,
    /// Its parents, as they were recorded.
    pub parents: Vec<String>,
}

/// How the files stand to an applied revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevisionState {
    /// A file has it, as it was applied.
    Known,
    /// Its file was changed after it was applied.
    Changed,
    /// No file has it, and none stands on it: it was applied by newer code, or its file is gone.
    Newer,
    /// No file has it, but files stand on it: its file is gone.
    Gone,
}

impl RevisionState {
    /// The word for it in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Changed => "changed",
            Self::Newer => "newer",
            Self::Gone => "gone",
        }
    }
}

impl AppliedRevision {
    /// Whether a file has it.
    #[must_use]
    pub fn known(&self) -> bool {
        matches!(self.state, RevisionState::Known | RevisionState::Changed)
    }
}

/// What a database says has been applied. It changes nothing, and creates nothing.
///
/// It answers as well where a file is gone on which others stand: then what the database has recorded of it takes its place.
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
    let mut loaded = match source.graph_beside(Vec::new()) {
        Err(errors) if missing(&errors).is_none() => return Err(graph_errors(errors)),
        loaded => loaded,
    };
    let (mut connection, resolved, _cancellable) = match (open_for(config, Access::Read, control), loaded) {
        // Without a database the files are all there is to tell of.
        (Err(_), Err(errors)) => return Err(graph_errors(errors)),
        (opened, other) => {
            loaded = other;
            opened?
        }
    };
    let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
    let Completed { graph, recorded } = match loaded {
        Ok(graph) => graph.into(),
        Err(errors) => Completed::complete(source, errors, &applied)?,
    };
    let alembic = if applied.initialized { None } else { alembic(connection.as_mut())? };
    let server = connection.server();
    let changed: BTreeSet<String> = changed(&graph, &recorded, &applied, server.dialect)?
        .into_iter()
        .map(|file| file.header.revision.to_string())
        .collect();
    let set = applied_set_of(&graph, &applied);
    let pending: Vec<String> = graph.pending(&set).into_iter().map(ToString::to_string).collect();
    let heads = graph.applied_heads(&set);
    let unfinished = applied.unfinished();
    Ok(Current {
        database: resolved.url.canonical().into(),
        dialect: server.dialect,
        version: server.version_text.clone(),
        namespace: config.namespace.clone(),
        at_heads: pending.is_empty()
            && unfinished.is_empty()
            && graph.unknown(&set).is_empty()
            && recorded.is_empty(),
        applied: applied.rows.iter().map(|row| applied_revision(&graph, row, &changed, &recorded)).collect(),
        heads,
        pending,
        unfinished,
        moved: moved(&graph, &recorded, &applied),
        alembic,
    })
}

fn applied_revision(
    graph: &Graph,
    row: &limbeck_database::AppliedRow,
    changed: &BTreeSet<String>,
    recorded: &BTreeSet<String>,
) -> AppliedRevision {
    let known = graph.get(&row.revision).filter(|_| !recorded.contains(&row.revision));
    let state = match known {
        _ if recorded.contains(&row.revision) => RevisionState::Gone,
        None => RevisionState::Newer,
        Some(_) if changed.contains(&row.revision) => RevisionState::Changed,
        Some(_) => RevisionState::Known,
    };
    AppliedRevision {
        revision: row.revision.clone(),
        applied_at: row.applied_at.clone(),
        applied_by: row.applied_by.clone(),
        kind: row.kind.as_str().to_owned(),
        duration_ms: row.duration_ms,
        message: known.as_ref().and_then(|known| known.message).unwrap_or(&row.message).to_owned(),
        state,
        revertible: row.downgrade.is_some(),
        head: known.is_some_and(|known| known.head),
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

/// The applied set of a database, for commands that only want to know which revisions are applied. No database file means nothing.
pub(super) fn applied_set(config: &Config, control: &Control) -> Result<AppliedSet> {
    let (mut connection, _, _cancellable) = match open_for(config, Access::Read, control) {
        Err(error) if is_missing_file(&error) => return Ok(AppliedSet::new()),
        opened => opened?,
    };
    Ok(Applied::read(connection.as_mut(), &config.state, &config.namespace)?.set())
}
