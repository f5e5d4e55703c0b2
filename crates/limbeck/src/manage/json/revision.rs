//! Revisions, alone and in lists.

use serde::Serialize;

use crate::commands::{History, RevisionInfo};

/// A revision, wherever one appears.
#[derive(Debug, Serialize)]
pub struct Revision {
    pub(super) revision: String,
    pub(super) parents: Vec<String>,
    pub(super) depends_on: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) message: String,
    pub(super) created: Option<String>,
    pub(super) file: String,
    pub(super) head: bool,
    pub(super) base: bool,
    pub(super) branch_point: bool,
    pub(super) merge: bool,
}

impl From<&RevisionInfo> for Revision {
    fn from(info: &RevisionInfo) -> Self {
        Self {
            revision: info.revision.clone(),
            parents: info.parents.clone(),
            depends_on: info.depends_on.clone(),
            labels: info.labels.clone(),
            message: info.message.clone(),
            created: info.created.clone(),
            file: info.file.display().to_string(),
            head: info.head,
            base: info.base,
            branch_point: info.branch_point,
            merge: info.merge,
        }
    }
}

/// `heads`, `branches`.
#[derive(Debug, Serialize)]
pub struct Revisions {
    revisions: Vec<Revision>,
}

impl Revisions {
    /// Of these, in this order.
    #[must_use]
    pub fn new(revisions: &[RevisionInfo]) -> Self {
        Self { revisions: revisions.iter().map(Revision::from).collect() }
    }
}

/// `history`.
#[derive(Debug, Serialize)]
pub struct HistoryJson {
    revisions: Vec<HistoryRevision>,
    without_file: Vec<String>,
}

#[derive(Debug, Serialize)]
struct HistoryRevision {
    revision: String,
    parents: Vec<String>,
    depends_on: Vec<String>,
    labels: Vec<String>,
    message: String,
    created: Option<String>,
    file: String,
    head: bool,
    base: bool,
    branch_point: bool,
    merge: bool,
    applied: Option<bool>,
}

impl HistoryJson {
    /// Newest first, as they come.
    #[must_use]
    pub fn new(history: &History) -> Self {
        let revisions = history.revisions.iter().map(|entry| {
            let Revision {
                revision,
                parents,
                depends_on,
                labels,
                message,
                created,
                file,
                head,
                base,
                branch_point,
                merge,
            } = Revision::from(&entry.revision);
            HistoryRevision {
                revision,
                parents,
                depends_on,
                labels,
                message,
                created,
                file,
                head,
                base,
                branch_point,
                merge,
                applied: entry.applied,
            }
        });
        Self { revisions: revisions.collect(), without_file: history.without_file.clone() }
    }
}
