//! Changing what counts as applied without running anything.

use super::model::Graph;
use super::plan::PlanError;
use super::walk::members;
use crate::applied::AppliedSet;
use crate::id::RevisionId;

/// The rows that a stamp writes and deletes, all in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Rows to write, oldest first.
    pub insert: Vec<RevisionId>,
    /// Rows to delete, newest first; those that no file knows first of all.
    pub delete: Vec<String>,
}

impl Graph {
    /// What to write and delete so that the targets are where their lineages stand.
    ///
    /// Each target counts as applied with all it needs. What descends from it, or needs what does, no longer does, unless another target
    /// needs it. Other branches stay as they are. `base` takes all away, `label@base` that lineage. With `purge` nothing stays but the
    /// targets and what they need, and rows that no file knows are deleted too.
    ///
    /// # Errors
    ///
    /// [`PlanError`] when a target names nothing or too much, or a row that no file knows would lose what it stands on.
    pub fn stamp(&self, applied: &AppliedSet, targets: &[String], purge: bool) -> Result<Stamp, PlanError> {
        let before = self.applied_indices(applied);
        let mut gone = self.set([]);
        let mut there = self.set([]);
        // What no file knows must not stand on these.
        let mut ground = self.set([]);
        let include = |set: &mut Vec<bool>, others: Vec<bool>| {
            set.iter_mut().zip(others).for_each(|(member, other)| *member |= other);
        };
        for target in targets {
            let found = self.find(&self.parse_symbol(target)?, applied)?;
            match (found.indices.as_slice(), found.branch) {
                ([], None) => {
                    if !purge {
                        self.no_unknown_at_all(applied)?;
                    }
                    gone.fill(true);
                }
                ([], Some(branch)) => include(&mut gone, self.whole_lineage(applied, &before, branch)),
                (several, branch) => {
                    for index in several {
                        include(&mut gone, self.above(&before, *index, branch));
                        ground[*index] |= branch.is_none();
                    }
                    include(&mut there, self.needed(several.iter().copied()));
                }
            }
        }
        if purge {
            gone.fill(true);
        }
        let removed: Vec<bool> =
            (0..before.len()).map(|index| before[index] && gone[index] && !there[index]).collect();
        let mut delete = Vec::new();
        if purge {
            delete.extend(self.unknown(applied));
        } else {
            include(&mut ground, removed.clone());
            self.no_unknown_stands_on(applied, &ground)?;
        }
        delete.extend(members(&removed).rev().map(|index| self.id(index).to_string()));
        let insert = members(&there).filter(|index| !before[*index]);
        Ok(Stamp { insert: self.ids_of(insert), delete })
    }
}
