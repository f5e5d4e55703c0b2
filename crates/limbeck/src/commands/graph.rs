//! Commands that look at the graph, and at a database only for a target that counts from what is applied.

use std::path::PathBuf;

use limbeck_revision::{AppliedSet, counts_from_applied};

use super::current::applied_set;
use super::info::RevisionInfo;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::{Control, on_own_thread};
use crate::source::Source;

/// The heads, oldest first. With `real`, those that nothing depends on either.
///
/// # Errors
///
/// When the revisions cannot be read or do not fit together.
pub fn heads(source: &Source, real: bool) -> Result<Vec<RevisionInfo>> {
    let graph = source.graph()?;
    let heads = if real { graph.real_heads() } else { graph.heads() };
    Ok(RevisionInfo::of_ids(&graph, heads))
}

/// The branch points, oldest first.
///
/// # Errors
///
/// When the revisions cannot be read or do not fit together.
pub fn branches(source: &Source) -> Result<Vec<RevisionInfo>> {
    let graph = source.graph()?;
    Ok(RevisionInfo::of_ids(&graph, graph.branch_points()))
}

/// The file of the one revision that a target names. The database is asked only if the target counts from what is applied (`current`, `+1`).
///
/// # Errors
///
/// When it names none or several, the database cannot be asked, or the revisions are inside the program and their folder is not here.
pub fn revision_path(config: &Config, source: &Source, target: &str) -> Result<PathBuf> {
    let source = source.on_disk()?;
    let graph = source.graph()?;
    Ok(one(&graph, target, &applied_for(config, &[target])?)?.file)
}

/// What is applied, if one of the targets counts from it (`current`, `+1`; `-1` counts from the heads).
pub(super) fn applied_for(config: &Config, targets: &[&str]) -> Result<AppliedSet> {
    if targets.iter().any(|target| counts_from_applied(target)) {
        on_own_thread(|| applied_set(config, &Control::default()))
    } else {
        Ok(AppliedSet::new())
    }
}

/// The one revision that a target names.
pub(super) fn one(
    graph: &limbeck_revision::Graph,
    target: &str,
    applied: &AppliedSet,
) -> Result<RevisionInfo> {
    let targets = graph.resolve(target, applied)?;
    match targets.revisions.as_slice() {
        [only] => RevisionInfo::by_id(graph, only.as_str())
            .ok_or_else(|| Error::new(ErrorKind::Target, format!("revision {only} has no file"))),
        [] if graph.is_empty() => Err(Error::new(ErrorKind::Target, "there is no revision yet")
            .with_hint("`limbeck revision -m MESSAGE` writes the first one")),
        [] => Err(Error::new(ErrorKind::Target, format!("`{target}` names no revision"))
            .with_hint("`limbeck history` lists the revisions")),
        several => {
            let ids: Vec<&str> = several.iter().map(limbeck_revision::RevisionId::as_str).collect();
            Err(Error::new(
                ErrorKind::Target,
                format!("`{target}` means several revisions: {}", ids.join(", ")),
            )
            .with_hint("name one of them"))
        }
    }
}
