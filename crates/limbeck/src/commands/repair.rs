//! `repair`: what a person decides about a revision that is half done, or whose file was changed.

use std::collections::BTreeSet;

use limbeck_database::{Applied, Engine, JournalState, Repair};
use limbeck_revision::{Direction, Graph, PlannedStatement, RevisionId, commit_groups};
use limbeck_sql::LexMode;
use limbeck_url::DialectName;

use super::apply::run_options;
use super::session::{Access, open_for};
use super::steps::changed;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::{Control, on_own_thread};
use crate::source::Source;

/// What a person decides about one revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairAction {
    /// The open statement has run.
    AssumeDone,
    /// The open statement is to run again.
    Redo,
    /// Nothing of the revision is there any more: it begins anew.
    Forget,
    /// The file was changed, and the change is fine.
    Accept,
}

/// A revision that needs a person: half done, or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfinishedStatement {
    /// The revision.
    pub revision: String,
    /// Which way.
    pub direction: Direction,
    /// The number of the first statement that is not done, from 1.
    pub position: u32,
    /// Its text, as it was when it ran.
    pub statement: Option<String>,
    /// How far it came: `intent` (nobody knows), `failed`, `open` (not begun).
    pub state: &'static str,
    /// When it was begun.
    pub started_at: Option<String>,
    /// What the server said.
    pub error: Option<String>,
}

/// What can be repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// Half-done revisions.
    pub unfinished: Vec<UnfinishedStatement>,
    /// Applied revisions whose files were changed.
    pub changed: Vec<String>,
    /// What was done, a sentence each.
    pub done: Vec<String>,
}

/// What there is to repair. Nothing is changed.
///
/// # Errors
///
/// When the revisions cannot be read, or the database cannot be asked.
pub fn unfinished(config: &Config, source: &Source) -> Result<Repaired> {
    on_own_thread(|| {
        let graph = source.graph()?;
        let (mut connection, _, _cancellable) = open_for(config, Access::Read, &Control::default())?;
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        survey(&graph, &applied, connection.server().dialect)
    })
}

/// Writes down what a person has decided about a revision (`None` with [`RepairAction::Accept`]: all changed files).
///
/// # Errors
///
/// When there is nothing of the kind to repair; then nothing is changed.
pub fn repair(
    config: &Config,
    source: &Source,
    revision: Option<&str>,
    action: RepairAction,
    control: &Control,
) -> Result<Repaired> {
    on_own_thread(|| {
        let graph = source.graph()?;
        let (mut connection, _, _cancellable) = open_for(config, Access::Write, control)?;
        let dialect = connection.server().dialect;
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        let revision = &revision.map(|wanted| named(&graph, &applied, wanted)).transpose()?;
        let revision = revision.as_deref();
        let mut done = Vec::new();
        let mut engine = Engine {
            connection: connection.as_mut(),
            options: run_options(config, control, "limbeck repair"),
        };
        let mut write = |repair: &Repair<'_>| {
            limbeck_database::repair(&mut engine, repair, &mut |event| control.tell(&event))
                .map_err(Error::from)
        };
        if action == RepairAction::Accept {
            let files: Vec<_> = changed(&graph, &BTreeSet::new(), &applied, dialect)?
                .into_iter()
                .filter(|file| revision.is_none_or(|wanted| file.header.revision == *wanted))
                .collect();
            if let (true, Some(wanted)) = (files.is_empty(), revision) {
                return Err(nothing(match applied.get(wanted) {
                    None => format!("revision {wanted} is not applied"),
                    Some(_) => format!("the file of revision {wanted} is what was applied"),
                }));
            }
            for file in files {
                let id = file.header.revision.to_string();
                write(&Repair::AcceptFile {
                    revision: id.clone(),
                    checksum: file.checksum(dialect),
                    downgrade: file.downgrade_text(dialect),
                })?;
                done.push(format!("the file of revision {id} is accepted as it is now"));
            }
        } else {
            done.push(settle(&graph, &applied, dialect, revision, action, &mut write)?);
        }
        let applied = Applied::read(connection.as_mut(), &config.state, &config.namespace)?;
        Ok(Repaired { done, ..survey(&graph, &applied, dialect)? })
    })
}

/// The revision that is meant: one that is half done, or what the files know by this name.
fn named(graph: &Graph, applied: &Applied, wanted: &str) -> Result<String> {
    if applied.unfinished().iter().any(|open| open.revision == wanted) {
        return Ok(wanted.to_owned());
    }
    match graph.resolve(wanted, &applied.set())?.revisions.as_slice() {
        [one] => Ok(one.to_string()),
        [] => Err(nothing(format!("`{wanted}` means no revision"))),
        _ => Err(nothing(format!("`{wanted}` means several revisions"))),
    }
}

fn nothing(message: String) -> Error {
    Error::new(ErrorKind::Target, message).with_hint("`limbeck repair` alone says what there is to repair")
}

/// Decides about the one half-done revision, or the one named.
fn settle(
    graph: &Graph,
    applied: &Applied,
    dialect: DialectName,
    revision: Option<&str>,
    action: RepairAction,
    write: &mut dyn FnMut(&Repair<'_>) -> Result<()>,
) -> Result<String> {
    let all = survey(graph, applied, dialect)?.unfinished;
    let matching: Vec<&UnfinishedStatement> =
        all.iter().filter(|one| revision.is_none_or(|wanted| one.revision == wanted)).collect();
    let one = match matching.as_slice() {
        [one] => *one,
        [] => return Err(nothing("no revision is half done".to_owned())),
        several => {
            let ids: Vec<&str> = several.iter().map(|one| one.revision.as_str()).collect();
            return Err(nothing(format!("several revisions are half done: {}; name one", ids.join(", "))));
        }
    };
    let (id, direction, position) = (one.revision.clone(), one.direction, one.position);
    match action {
        RepairAction::AssumeDone => {
            let statement = statement(graph, &id, direction, dialect, position)?;
            write(&Repair::AssumeDone { revision: id.clone(), direction, statement: &statement })?;
            Ok(format!("statement {position} of the {direction} of revision {id} counts as done"))
        }
        RepairAction::Redo => {
            write(&Repair::Redo { revision: id.clone(), direction, position })?;
            Ok(format!("statement {position} of the {direction} of revision {id} will run again"))
        }
        RepairAction::Forget | RepairAction::Accept => {
            write(&Repair::Forget { revision: id.clone(), direction })?;
            Ok(format!("the {direction} of revision {id} will begin anew"))
        }
    }
}

fn statement(
    graph: &Graph,
    id: &str,
    direction: Direction,
    dialect: DialectName,
    position: u32,
) -> Result<PlannedStatement> {
    let id = RevisionId::parse(id)?;
    let file = graph.file(&id)?;
    let groups = commit_groups(&file, direction, dialect, LexMode::default())?;
    groups
        .into_iter()
        .flat_map(|group| group.statements)
        .find(|statement| u32::try_from(statement.position) == Ok(position))
        .ok_or_else(|| {
            nothing(format!("the {direction} of revision {id} has no statement {position} any more"))
        })
}

fn survey(graph: &Graph, applied: &Applied, dialect: DialectName) -> Result<Repaired> {
    let unfinished = applied
        .unfinished()
        .into_iter()
        .map(|open| {
            let row =
                applied.journal(&open.revision, open.direction).find(|row| row.position == open.position);
            UnfinishedStatement {
                statement: row.map(|row| row.statement.clone()),
                state: match row.map(|row| row.state) {
                    Some(JournalState::Intent) => "intent",
                    Some(JournalState::Failed) => "failed",
                    Some(JournalState::Done) | None => "open",
                },
                started_at: row.and_then(|row| row.started_at.clone()),
                error: row.and_then(|row| row.error.clone()),
                revision: open.revision,
                direction: open.direction,
                position: open.position,
            }
        })
        .collect();
    let changed = changed(graph, &BTreeSet::new(), applied, dialect)?
        .into_iter()
        .map(|file| file.header.revision.to_string())
        .collect();
    Ok(Repaired { unfinished, changed, done: Vec::new() })
}
