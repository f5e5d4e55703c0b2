//! Sets of revisions and their closures. Numbers are topological, so each closure is one pass and none is recursive.

use super::model::Graph;
use crate::applied::AppliedSet;
use crate::id::RevisionId;

/// A set of revisions, by number.
pub(super) type Set = Vec<bool>;

/// Which edges a closure follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edges {
    /// Parents and children: the lineage.
    Lineage,
    /// Dependencies as well.
    All,
}

impl Graph {
    pub(super) fn set(&self, members: impl IntoIterator<Item = usize>) -> Set {
        let mut set = vec![false; self.nodes.len()];
        members.into_iter().for_each(|index| set[index] = true);
        set
    }

    pub(super) fn applied_indices(&self, applied: &AppliedSet) -> Set {
        self.set(applied.iter().filter_map(|id| self.index(id)))
    }

    /// The revisions and all they need, dependencies included.
    pub(super) fn needed(&self, seeds: impl IntoIterator<Item = usize>) -> Set {
        self.ancestors(seeds, Edges::All)
    }

    /// The revisions and what they stand on.
    pub(super) fn ancestors(&self, seeds: impl IntoIterator<Item = usize>, edges: Edges) -> Set {
        let mut set = self.set(seeds);
        for index in (0..set.len()).rev() {
            if set[index] {
                self.parents.of(index).iter().for_each(|parent| set[*parent as usize] = true);
                if edges == Edges::All {
                    self.dependencies.of(index).iter().for_each(|needed| set[*needed as usize] = true);
                }
            }
        }
        set
    }

    /// The revisions and what stands on them.
    pub(super) fn descendants(&self, seeds: impl IntoIterator<Item = usize>, edges: Edges) -> Set {
        let mut set = self.set(seeds);
        for index in 0..set.len() {
            if set[index] {
                self.children.of(index).iter().for_each(|child| set[*child as usize] = true);
                if edges == Edges::All {
                    self.dependents.of(index).iter().for_each(|dependent| set[*dependent as usize] = true);
                }
            }
        }
        set
    }

    /// The lineage of a revision: itself, its ancestors and its descendants, dependencies left out.
    pub(super) fn lineage(&self, index: usize) -> Set {
        let mut set = self.ancestors([index], Edges::Lineage);
        for (member, also) in set.iter_mut().zip(self.descendants([index], Edges::Lineage)) {
            *member |= also;
        }
        set
    }

    /// The members on which no other member stands.
    pub(super) fn tips(&self, set: &Set, edges: Edges) -> Vec<usize> {
        let inside = |others: &[u32]| others.iter().any(|other| set[*other as usize]);
        members(set)
            .filter(|index| {
                let depended_on = edges == Edges::All && inside(self.dependents.of(*index));
                !(inside(self.children.of(*index)) || depended_on)
            })
            .collect()
    }

    pub(super) fn ids_of(&self, indices: impl IntoIterator<Item = usize>) -> Vec<RevisionId> {
        indices.into_iter().map(|index| self.id(index).clone()).collect()
    }

    pub(super) fn collect_ids(&self, set: &Set) -> AppliedSet {
        members(set).map(|index| self.id(index).as_str()).collect()
    }
}

/// The numbers in a set, ascending: oldest first.
pub(super) fn members(set: &Set) -> impl DoubleEndedIterator<Item = usize> {
    set.iter().enumerate().filter(|(_, member)| **member).map(|(index, _)| index)
}
