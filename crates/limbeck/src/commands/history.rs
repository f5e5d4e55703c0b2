//! `history`: the revisions, newest first.

use limbeck_revision::{AppliedSet, RevisionId, counts_from_applied};

use super::current::applied_set;
use super::info::RevisionInfo;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::{Control, on_own_thread};
use crate::source::Source;

/// A revision of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The revision.
    pub revision: RevisionInfo,
    /// Whether it is applied; `None` if the database was not asked.
    pub applied: Option<bool>,
}

/// What [`history`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The revisions of the range, newest first.
    pub revisions: Vec<HistoryEntry>,
    /// What the database has applied and no file holds; empty if it was not asked.
    pub without_file: Vec<String>,
}

/// The revisions of a range `FROM:TO` (all of them without one), newest first.
///
/// The database is asked only if `with_applied` says so, or the range counts from what is applied (`current`, `+2:`).
///
/// # Errors
///
/// When the revisions cannot be read, the range means nothing, or the database cannot be asked.
pub fn history(config: &Config, source: &Source, range: Option<&str>, with_applied: bool) -> Result<History> {
    let graph = source.graph()?;
    // One side alone is the upper one.
    let range = range.map(|range| if range.contains(':') { range.to_owned() } else { format!(":{range}") });
    let asks = with_applied || range.as_deref().is_some_and(counts_from_applied);
    let applied = match asks {
        true => on_own_thread(|| applied_set(config, &Control::default()))?,
        false => AppliedSet::new(),
    };
    let ids: Vec<&RevisionId> = match range {
        None => graph.ids().collect(),
        Some(range) => {
            let ids = graph.range(&range, &applied)?;
            // The same ids, borrowed from the graph like those of the whole history.
            ids.iter()
                .map(|id| {
                    graph
                        .get(id.as_str())
                        .map(|revision| revision.id)
                        .ok_or_else(|| Error::new(ErrorKind::Target, format!("there is no revision {id}")))
                })
                .collect::<Result<_>>()?
        }
    };
    let entry = |id: &RevisionId| {
        Some(HistoryEntry {
            revision: RevisionInfo::by_id(&graph, id.as_str())?,
            applied: with_applied.then(|| applied.contains(id.as_str())),
        })
    };
    let without_file = applied.iter().filter(|id| with_applied && graph.get(id).is_none()).map(str::to_owned);
    Ok(History {
        revisions: ids.into_iter().rev().filter_map(entry).collect(),
        without_file: without_file.collect(),
    })
}
