//! Moving a branch on top of another.

use super::create::CreateError;
use super::model::Graph;
use super::resolve::ResolveError;
use super::walk::{Edges, members};
use crate::applied::AppliedSet;
use crate::id::RevisionId;

use std::path::PathBuf;

/// A file that gets other parents; [`rewrite_parents`](crate::rewrite_parents) writes its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reparent {
    /// The revision.
    pub id: RevisionId,
    /// Its file.
    pub path: PathBuf,
    /// Its parents now.
    pub old_parents: Vec<RevisionId>,
    /// Its parents afterwards.
    pub new_parents: Vec<RevisionId>,
}

/// What a rebase changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebase {
    /// The revisions that are moved, oldest first.
    pub moved: Vec<RevisionId>,
    /// Of these, the ones whose files change, oldest first.
    pub reparent: Vec<Reparent>,
    /// Of the moved ones, those that are applied to this database. Their order of application differs from the new order.
    pub applied: Vec<RevisionId>,
}

impl Graph {
    /// Moves the part of `branch` that `onto` does not have on top of `onto` (default: the one other head).
    ///
    /// # Errors
    ///
    /// When a name means nothing or several revisions, the branch is on top already, or would come to need itself.
    pub fn rebase(
        &self,
        branch: &str,
        onto: Option<&str>,
        applied: &AppliedSet,
    ) -> Result<Rebase, CreateError> {
        let top = self.one(branch, applied)?;
        let onto = match onto {
            Some(onto) => self.one(onto, applied)?,
            None => {
                let beneath = self.ancestors([top], Edges::Lineage);
                let above = self.descendants([top], Edges::Lineage);
                let heads: Vec<usize> =
                    self.heads_in(None).into_iter().filter(|head| !beneath[*head] && !above[*head]).collect();
                match heads.as_slice() {
                    [only] => *only,
                    [] => return Err(CreateError::NothingToMerge(format!("{} alone", self.id(top)))),
                    several => {
                        return Err(CreateError::SeveralOnto(self.texts(several)));
                    }
                }
            }
        };
        let kept = self.ancestors([onto], Edges::Lineage);
        let moved: Vec<bool> = self
            .ancestors([top], Edges::Lineage)
            .iter()
            .zip(&kept)
            .map(|(mine, kept)| *mine && !kept)
            .collect();
        let on_top = || CreateError::AlreadyOnTop {
            branch: self.id(top).to_string(),
            onto: self.id(onto).to_string(),
        };
        if members(&moved).next().is_none() {
            return Err(CreateError::AlreadyOnTop {
                branch: self.id(onto).to_string(),
                onto: self.id(top).to_string(),
            });
        }
        let beneath_onto = self.needed([onto]);
        for index in members(&beneath_onto).filter(|index| !moved[*index]) {
            let mut needs = self.parents.of(index).iter().chain(self.dependencies.of(index));
            if let Some(needed) = needs.find(|needed| moved[**needed as usize]) {
                return Err(CreateError::RebaseCycle {
                    onto: self.id(onto).to_string(),
                    needed: self.id(*needed as usize).to_string(),
                    by: (index != onto).then(|| self.id(index).to_string()),
                });
            }
        }
        let reparent: Vec<Reparent> =
            members(&moved).filter_map(|index| self.reparent(index, onto, &moved)).collect();
        if reparent.is_empty() {
            return Err(on_top());
        }
        let is_applied = |index: &usize| applied.contains(self.id(*index).as_str());
        Ok(Rebase {
            applied: self.ids_of(members(&moved).filter(is_applied)),
            moved: self.ids_of(members(&moved)),
            reparent,
        })
    }

    /// The new parents of one moved revision: those that move with it, else `onto`, on which all that moves comes to stand.
    fn reparent(&self, index: usize, onto: usize, moved: &[bool]) -> Option<Reparent> {
        let node = &self.nodes[index];
        let mut parents: Vec<usize> = self
            .parents
            .of(index)
            .iter()
            .map(|parent| *parent as usize)
            .filter(|parent| moved[*parent])
            .collect();
        if parents.is_empty() {
            parents.push(onto);
        }
        let new_parents = self.ids_of(parents);
        (new_parents != node.header.revises).then(|| Reparent {
            id: node.header.revision.clone(),
            path: node.path.clone(),
            old_parents: node.header.revises.clone(),
            new_parents,
        })
    }

    fn one(&self, name: &str, applied: &AppliedSet) -> Result<usize, CreateError> {
        match self.some(name, applied)?.as_slice() {
            [only] => Ok(*only),
            several => {
                Err(ResolveError::SeveralHeads { symbol: name.to_owned(), heads: self.texts(several) }.into())
            }
        }
    }
}
