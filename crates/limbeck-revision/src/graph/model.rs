//! The graph itself, and what can be asked of it without a target.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::edges::EdgeLists;
use super::error::GraphError;
use crate::applied::AppliedSet;
use crate::error::FileError;
use crate::file::{Header, RevisionFile, parse};
use crate::id::RevisionId;

/// The revisions of a script directory and how they stand on each other.
///
/// Revisions are numbered in topological order (parents and dependencies first; independent ones by creation time, then id; without a
/// time first). So a set is a `Vec<bool>`, "all it needs" is one pass downwards, "all that needs it" one pass upwards, a plan is a filter,
/// and the order depends on nothing but the revisions.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub(super) nodes: Vec<Node>,
    /// Ids and labels, each to its revision.
    pub(super) names: HashMap<Arc<str>, u32>,
    pub(super) parents: EdgeLists,
    pub(super) dependencies: EdgeLists,
    /// The revisions that revise each.
    pub(super) children: EdgeLists,
    /// The revisions that depend on each.
    pub(super) dependents: EdgeLists,
}

/// Where the text of a revision is.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    Disk,
    Static(&'static str),
    Memory(String),
}

/// One revision.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) header: Header,
    pub(super) path: PathBuf,
    pub(super) origin: Origin,
}

/// One revision of a graph.
#[derive(Clone, Debug)]
pub struct Revision<'g> {
    /// The id.
    pub id: &'g RevisionId,
    /// What it revises; several for a merge.
    pub parents: Vec<&'g RevisionId>,
    /// What it depends on, labels resolved.
    pub depends_on: Vec<&'g RevisionId>,
    /// What it depends on, as written.
    pub depends_on_written: &'g [String],
    /// The labels stated on it.
    pub labels: &'g [String],
    /// Its message.
    pub message: Option<&'g str>,
    /// When it was made, as written.
    pub created: Option<&'g str>,
    /// Its file.
    pub path: &'g Path,
    /// The revisions that revise it.
    pub children: Vec<&'g RevisionId>,
    /// The revisions that depend on it.
    pub dependents: Vec<&'g RevisionId>,
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
}

impl Graph {
    /// How many revisions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The revision with exactly this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Revision<'_>> {
        self.index(id).map(|index| self.revision(index))
    }

    /// All revisions, oldest first: a topological order that depends on the revisions alone.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Revision<'_>> + ExactSizeIterator {
        (0..self.nodes.len()).map(|index| self.revision(index))
    }

    /// The ids of all revisions, oldest first, as [`Graph::iter`] goes.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &RevisionId> + ExactSizeIterator {
        self.nodes.iter().map(|node| &node.header.revision)
    }

    /// The revisions that nothing revises, oldest first.
    #[must_use]
    pub fn heads(&self) -> Vec<&RevisionId> {
        self.filter(|index| self.is_head(index))
    }

    /// The heads that nothing depends on either (`heads --resolve-dependencies`).
    #[must_use]
    pub fn real_heads(&self) -> Vec<&RevisionId> {
        self.filter(|index| self.is_head(index) && self.dependents.of(index).is_empty())
    }

    /// The revisions that revise nothing, oldest first.
    #[must_use]
    pub fn bases(&self) -> Vec<&RevisionId> {
        self.filter(|index| self.is_base(index))
    }

    /// The revisions that several revise, oldest first.
    #[must_use]
    pub fn branch_points(&self) -> Vec<&RevisionId> {
        self.filter(|index| self.children.of(index).len() > 1)
    }

    /// The revisions that revise several, oldest first.
    #[must_use]
    pub fn merges(&self) -> Vec<&RevisionId> {
        self.filter(|index| self.parents.of(index).len() > 1)
    }

    /// The applied revisions on which no applied one stands as a child, oldest first, then applied ones that no file knows, sorted.
    ///
    /// After `upgrade heads` these are [`Graph::heads`], dependencies or not.
    #[must_use]
    pub fn applied_heads(&self, applied: &AppliedSet) -> Vec<String> {
        let set = self.applied_indices(applied);
        let mut heads: Vec<String> = (0..self.nodes.len())
            .filter(|index| set[*index] && !self.children.of(*index).iter().any(|child| set[*child as usize]))
            .map(|index| self.id(index).to_string())
            .collect();
        let stood_on: std::collections::BTreeSet<&str> =
            self.unknown_rows(applied).flat_map(|(_, on)| on).map(String::as_str).collect();
        heads.retain(|id| !stood_on.contains(id.as_str()));
        heads.extend(self.unknown(applied).into_iter().filter(|id| !stood_on.contains(id.as_str())));
        heads
    }

    /// The revisions that are not applied, oldest first.
    #[must_use]
    pub fn pending(&self, applied: &AppliedSet) -> Vec<&RevisionId> {
        self.filter(|index| !applied.contains(self.id(index).as_str()))
    }

    /// The applied revisions that no file knows, sorted: applied by newer code, or their files are gone.
    #[must_use]
    pub fn unknown(&self, applied: &AppliedSet) -> Vec<String> {
        self.unknown_rows(applied).map(|(id, _)| id.to_owned()).collect()
    }

    /// The applied revisions that no file knows, sorted, each with what it was recorded to stand on.
    pub(super) fn unknown_rows<'a>(
        &self,
        applied: &'a AppliedSet,
    ) -> impl Iterator<Item = (&'a str, &'a [String])> {
        applied.rows().filter(|(id, _)| self.index(id).is_none())
    }

    /// A revision and all that it needs: parents and dependencies, theirs, and so on. Unknown ids are left out.
    pub fn with_ancestors<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> AppliedSet {
        let seeds = ids.into_iter().filter_map(|id| self.index(id));
        self.collect_ids(&self.needed(seeds))
    }

    /// Reads the whole file of a revision.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is wrong below its header, or is no longer the revision it was.
    pub fn file(&self, id: &RevisionId) -> Result<RevisionFile, GraphError> {
        let Some(index) = self.index(id.as_str()) else {
            let source = std::io::Error::new(
                std::io::ErrorKind::InvalidInput,
                format!("no file has the revision {id}"),
            );
            return Err(GraphError::Io { path: PathBuf::from(id.as_str()), source });
        };
        let node = &self.nodes[index];
        let file = match &node.origin {
            Origin::Static(text) => parse(&node.path, text)?,
            Origin::Memory(text) => parse(&node.path, text)?,
            Origin::Disk => {
                let io = |source| GraphError::Io { path: node.path.clone(), source };
                let bytes = fs_err::read(&node.path).map_err(io)?;
                let text = String::from_utf8(bytes).map_err(|error| {
                    io(std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error()))
                })?;
                parse(&node.path, &text)?
            }
        };
        if file.header.revision != *id {
            let message = format!("this file was revision {id}, and is now {}", file.header.revision);
            return Err(FileError::new(&node.path, file.header.lines.revision, 1, message)
                .with_hint("it was changed while limbeck was running: run the command again")
                .into());
        }
        Ok(file)
    }

    pub(super) fn id(&self, index: usize) -> &RevisionId {
        &self.nodes[index].header.revision
    }

    /// The number of the revision with exactly this id.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        let index = *self.names.get(id)? as usize;
        (self.nodes[index].header.revision == *id).then_some(index)
    }

    pub(super) fn revision(&self, index: usize) -> Revision<'_> {
        let node = &self.nodes[index];
        let ids = |indices: &[u32]| indices.iter().map(|index| self.id(*index as usize)).collect::<Vec<_>>();
        let (parents, children) = (self.parents.of(index), self.children.of(index));
        let dependents = self.dependents.of(index);
        let head = children.is_empty();
        Revision {
            id: &node.header.revision,
            parents: ids(parents),
            depends_on: ids(self.dependencies.of(index)),
            depends_on_written: &node.header.depends_on,
            labels: &node.header.labels,
            message: node.header.message.as_deref(),
            created: node.header.created.as_deref(),
            path: &node.path,
            children: ids(children),
            dependents: ids(dependents),
            head,
            effective_head: head && !dependents.is_empty(),
            base: parents.is_empty(),
            branch_point: children.len() > 1,
            merge: parents.len() > 1,
        }
    }

    pub(super) fn is_head(&self, index: usize) -> bool {
        self.children.of(index).is_empty()
    }

    pub(super) fn is_base(&self, index: usize) -> bool {
        self.parents.of(index).is_empty()
    }

    /// All names, ids and labels, each with its revision.
    pub(super) fn all_names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.nodes.iter().enumerate().flat_map(|(index, node)| {
            let labels = node.header.labels.iter().map(String::as_str);
            std::iter::once(node.header.revision.as_str()).chain(labels).map(move |name| (name, index))
        })
    }

    fn filter(&self, mut keep: impl FnMut(usize) -> bool) -> Vec<&RevisionId> {
        (0..self.nodes.len()).filter(|index| keep(*index)).map(|index| self.id(index)).collect()
    }
}
