//! `rebase`: one line instead of two, without a merge.

use limbeck_revision::{AppliedSet, CreateError, Reparent, rewrite_parents};

use super::current::applied_set;
use super::info::RevisionInfo;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::{Control, on_own_thread};
use crate::source::Source;

/// What a rebase changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The revisions that were moved, oldest first.
    pub moved: Vec<RevisionInfo>,
    /// Of these, the ones whose files were changed.
    pub changed: Vec<RevisionInfo>,
    /// Of the moved ones, those that are applied to the database that was asked.
    pub applied: Vec<String>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// Moves the part of `branch` that `onto` does not have on top of `onto` (default: the one other head), by rewriting `@revises`.
///
/// A database is asked only if the configuration has a URL that can be opened; otherwise nothing counts as applied.
///
/// # Errors
///
/// When a name means nothing or several revisions, or the branch is on top already; then nothing is changed.
pub fn rebase(
    config: &Config,
    source: &Source,
    branch: &str,
    onto: Option<&str>,
    dry_run: bool,
) -> Result<Rebased> {
    let source = &source.on_disk()?;
    let graph = source.graph()?;
    let applied =
        on_own_thread(|| applied_set(config, &Control::default())).unwrap_or_else(|_| AppliedSet::new());
    let plan = graph.rebase(branch, onto, &applied).map_err(|error| match error {
        CreateError::NothingToMerge(_) => Error::new(
            ErrorKind::Target,
            format!("there is no other head that `{branch}` could be put on top of"),
        )
        .with_hint("`limbeck heads` lists the heads; `--onto REV` names a revision to put it on"),
        other => other.into(),
    })?;
    let before = if dry_run { Vec::new() } else { rewrite(&plan.reparent)? };
    let after = source.graph().inspect_err(|_| restore(&plan.reparent, &before))?;
    Ok(Rebased {
        moved: RevisionInfo::of_ids(&after, &plan.moved),
        changed: RevisionInfo::of_ids(&after, plan.reparent.iter().map(|change| &change.id)),
        applied: plan.applied.iter().map(ToString::to_string).collect(),
        dry_run,
    })
}

/// Rewrites the files; returns what they were. If one fails, those before it become what they were.
fn rewrite(changes: &[Reparent]) -> Result<Vec<String>> {
    let mut before = Vec::with_capacity(changes.len());
    for change in changes {
        let outcome = fs_err::read_to_string(&change.path)
            .map_err(|error| Error::file(&change.path, "read", error))
            .and_then(|text| {
                let new = rewrite_parents(&text, &change.new_parents);
                fs_err::write(&change.path, new)
                    .map_err(|error| Error::file(&change.path, "write", error))?;
                Ok(text)
            });
        match outcome {
            Ok(text) => before.push(text),
            Err(error) => {
                restore(changes, &before);
                return Err(error);
            }
        }
    }
    Ok(before)
}

fn restore(changes: &[Reparent], before: &[String]) {
    for (change, text) in changes.iter().zip(before) {
        // The first error is the one that is told of.
        let _ = fs_err::write(&change.path, text);
    }
}
