//! A revision, as commands return it.

use std::path::PathBuf;

use limbeck_revision::{Graph, Revision, RevisionId};

/// What a header and the graph say of a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionInfo {
    /// The id.
    pub revision: String,
    /// What it revises.
    pub parents: Vec<String>,
    /// What it depends on: ids, labels resolved.
    pub depends_on: Vec<String>,
    /// The branch labels stated on it.
    pub labels: Vec<String>,
    /// All labels in force on it: its own and its ancestors'.
    pub branch_labels: Vec<String>,
    /// Its message.
    pub message: String,
    /// When it was made, as written.
    pub created: Option<String>,
    /// Its file.
    pub file: PathBuf,
    /// Nothing revises it.
    pub head: bool,
    /// It is a head, but something depends on it.
    pub effective_head: bool,
    /// It revises nothing.
    pub base: bool,
    /// Several revise it.
    pub branch_point: bool,
    /// It revises several.
    pub merge: bool,
    /// The revisions that revise it.
    pub children: Vec<String>,
}

impl RevisionInfo {
    pub(crate) fn new(graph: &Graph, revision: &Revision<'_>) -> Self {
        let texts = |ids: &[&RevisionId]| {
            let mut ids: Vec<String> = ids.iter().map(|id| (*id).to_string()).collect();
            ids.sort();
            ids
        };
        let mut labels = revision.labels.to_vec();
        labels.sort();
        Self {
            revision: revision.id.to_string(),
            parents: texts(&revision.parents),
            depends_on: texts(&revision.depends_on),
            labels,
            branch_labels: Vec::new(),
            message: revision.message.unwrap_or_default().to_owned(),
            created: revision.created.map(str::to_owned),
            file: revision.path.to_owned(),
            head: revision.head,
            effective_head: revision.effective_head,
            base: revision.base,
            branch_point: revision.branch_point,
            merge: revision.merge,
            children: texts(&revision.children),
        }
        .with_branch_labels(graph)
    }

    fn with_branch_labels(mut self, graph: &Graph) -> Self {
        // One walk over the ancestors: only where somebody reads it, at the ends.
        if self.head {
            let labels = graph.branch_labels(&self.revision);
            self.branch_labels = labels.into_iter().map(str::to_owned).collect();
        } else {
            self.branch_labels = self.labels.clone();
        }
        self
    }

    pub(crate) fn by_id(graph: &Graph, id: &str) -> Option<Self> {
        graph.get(id).map(|revision| Self::new(graph, &revision))
    }

    pub(crate) fn of_ids<'i>(graph: &Graph, ids: impl IntoIterator<Item = &'i RevisionId>) -> Vec<Self> {
        ids.into_iter().filter_map(|id| Self::by_id(graph, id.as_str())).collect()
    }
}
