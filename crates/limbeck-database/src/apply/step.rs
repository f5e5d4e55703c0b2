//! What is to be run.

use std::path::PathBuf;

use limbeck_revision::{CommitGroup, Direction};

use crate::{AppliedRow, RowKind};

/// What the state tables keep of a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepRevision {
    /// The id.
    pub id: String,
    /// The ids of the parents.
    pub parents: Vec<String>,
    /// Dependencies, as written.
    pub depends_on: Vec<String>,
    /// Branch labels.
    pub labels: Vec<String>,
    /// The message.
    pub message: String,
    /// The checksum of the file for this dialect.
    pub checksum: String,
    /// The text that takes it back on this dialect.
    pub downgrade: Option<String>,
}

impl StepRevision {
    /// The row of `limbeck_revisions`. Times are set when it is written.
    #[must_use]
    pub fn row(&self, namespace: &str, kind: RowKind, who: &str, tool: &str) -> AppliedRow {
        AppliedRow {
            namespace: namespace.to_owned(),
            revision: self.id.clone(),
            parents: self.parents.clone(),
            depends_on: self.depends_on.clone(),
            labels: self.labels.clone(),
            message: self.message.clone(),
            checksum: self.checksum.clone(),
            downgrade: self.downgrade.clone(),
            applied_at: String::new(),
            duration_ms: 0,
            applied_by: who.to_owned(),
            tool: tool.to_owned(),
            kind,
        }
    }
}

/// One revision, in one direction, cut into commit groups.
#[derive(Clone, Debug)]
pub struct Step {
    /// The revision.
    pub revision: StepRevision,
    /// Which way.
    pub direction: Direction,
    /// The statements, as they are committed. None at all is fine: a merge.
    pub groups: Vec<CommitGroup>,
    /// The file, for messages; `None` for a text that is stored in the database.
    pub file: Option<PathBuf>,
}
