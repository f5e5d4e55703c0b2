//! From revisions to what a run executes.

use std::path::{Path, PathBuf};

use limbeck_database::{Applied, AppliedRow, Step, StepRevision};
use limbeck_revision::{
    Direction, Graph, RevisionFile, RevisionId, commit_groups, commit_groups_of_sections,
    parse_stored_downgrade,
};
use limbeck_sql::LexMode;
use limbeck_url::DialectName;

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
    ids.iter()
        .map(|id| {
            let file = graph.file(id)?;
            Ok(Step {
                revision: record(&file, dialect),
                direction,
                groups: commit_groups(&file, direction, dialect, LexMode::default())?,
                file: Some(file.path.clone()),
            })
        })
        .collect()
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
pub(super) fn changed(graph: &Graph, applied: &Applied, dialect: DialectName) -> Result<Vec<RevisionFile>> {
    let mut changed = Vec::new();
    for id in graph.ids() {
        let Some(row) = applied.get(id.as_str()) else { continue };
        let file = graph.file(id)?;
        if file.checksum(dialect) != row.checksum {
            changed.push(file);
        }
    }
    Ok(changed)
}
