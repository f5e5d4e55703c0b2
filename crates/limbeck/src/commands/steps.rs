//! From revisions to what a run executes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use limbeck_database::{Applied, AppliedRow, Step, StepRevision};
use limbeck_revision::{
    Direction, Graph, RevisionFile, RevisionId, commit_groups, commit_groups_of_sections,
    parse_stored_downgrade,
};
use limbeck_sql::LexMode;
use limbeck_url::DialectName;

use super::shares::in_shares;
use crate::error::{Error, ErrorKind, Result};

/// What the state tables keep of a revision on a dialect.
pub(super) fn record(file: &RevisionFile, dialect: DialectName) -> StepRevision {
    let header = &file.header;
    StepRevision {
        id: header.revision.to_string(),
        parents: header.revises.iter().map(ToString::to_string).collect(),
        depends_on: header.depends_on.clone(),
        labels: header.labels.clone(),
        message: header.message.clone().unwrap_or_default(),
        checksum: file.checksum(dialect),
        downgrade: file.downgrade_text(dialect),
    }
}

/// The steps of a plan, from the files.
pub(super) fn steps(
    graph: &Graph,
    ids: &[RevisionId],
    direction: Direction,
    dialect: DialectName,
) -> Result<Vec<Step>> {
    in_shares(ids, |id| {
        let file = graph.file(id)?;
        Ok(Step {
            revision: record(&file, dialect),
            direction,
            groups: commit_groups(&file, direction, dialect, LexMode::default())?,
            file: Some(file.path),
        })
    })
}

/// A step down from the text that the database keeps with an applied revision.
pub(super) fn stored_step(row: &AppliedRow, dialect: DialectName) -> Result<Step> {
    let id = &row.revision;
    let Some(text) = &row.downgrade else {
        return Err(Error::new(
            ErrorKind::Target,
            format!("revision {id} has no file here, and the database keeps no downgrade of it"),
        )
        .with_hint("take it back with the version of the code that has its file, or restore a backup"));
    };
    let name = PathBuf::from(format!("<stored downgrade of {id}>"));
    let sections = parse_stored_downgrade(&name, text)?;
    let references: Vec<_> = sections.iter().collect();
    let groups = commit_groups_of_sections(Path::new(&name), &references, dialect, LexMode::default())?;
    Ok(Step {
        revision: StepRevision {
            id: id.clone(),
            parents: row.parents.clone(),
            depends_on: row.depends_on.clone(),
            labels: row.labels.clone(),
            message: row.message.clone(),
            checksum: row.checksum.clone(),
            downgrade: row.downgrade.clone(),
        },
        direction: Direction::Downgrade,
        groups,
        file: None,
    })
}

/// The applied revisions whose files were changed since, with their files, oldest first.
///
/// `recorded` are the revisions of the graph that have no file.
pub(super) fn changed(
    graph: &Graph,
    recorded: &BTreeSet<String>,
    applied: &Applied,
    dialect: DialectName,
) -> Result<Vec<RevisionFile>> {
    let of_files = graph.ids().filter(|id| !recorded.contains(id.as_str()));
    let known: Vec<(&RevisionId, &AppliedRow)> =
        of_files.filter_map(|id| Some((id, applied.get(id.as_str())?))).collect();
    let changed = in_shares(&known, |(id, row)| {
        let file = graph.file(id)?;
        Ok((file.checksum(dialect) != row.checksum).then_some(file))
    })?;
    Ok(changed.into_iter().flatten().collect())
}

/// The applied revisions whose files name other parents than those on which they were applied, a sentence each.
///
/// `recorded` are the revisions of the graph that have no file.
pub(super) fn moved(graph: &Graph, recorded: &BTreeSet<String>, applied: &Applied) -> Vec<String> {
    let rows = applied.rows.iter().filter(|row| !recorded.contains(&row.revision));
    rows.filter_map(|row| {
        let now = graph.get(&row.revision)?.parents;
        let (was, is): (BTreeSet<&str>, BTreeSet<&str>) = (
            row.parents.iter().map(String::as_str).collect(),
            now.iter().map(|parent| parent.as_str()).collect(),
        );
        let list = |parents: BTreeSet<&str>| match parents.is_empty() {
            true => "base".to_owned(),
            false => parents.into_iter().collect::<Vec<_>>().join(", "),
        };
        let id = &row.revision;
        (was != is).then(|| {
            format!("revision {id} was applied on {}, and its file names {} now", list(was), list(is))
        })
    })
    .collect()
}
