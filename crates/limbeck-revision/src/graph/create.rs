//! New revisions: what they stand on, and whether they may be.

use std::path::{Path, PathBuf};

use super::model::Graph;
use super::resolve::ResolveError;
use super::symbol::Name;
use super::walk::{Edges, members};
use crate::applied::AppliedSet;
use crate::file::NewRevision;
use crate::id::{InvalidName, RevisionId, check_name};

/// Why a revision cannot be made. Nothing has been written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreateError {
    /// A name given for it names nothing, or too much.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// An id or label is no name.
    #[error(transparent)]
    Name(#[from] InvalidName),
    /// The id or label is taken.
    #[error("`{name}` is already the name of revision {revision} ({})", path.display())]
    Taken {
        /// The id or label.
        name: String,
        /// The revision that has it, or states it.
        revision: String,
        /// Its file.
        path: PathBuf,
    },
    /// A name that differs from another in case only.
    #[error("`{name}` differs from `{other}` ({}) in case only", path.display())]
    CaseClash {
        /// The new name.
        name: String,
        /// The name that is there.
        other: String,
        /// Its file.
        path: PathBuf,
    },
    /// A name that means no revision, such as `current` where nothing is applied.
    #[error("`{0}` means no revision")]
    NoRevision(String),
    /// A rebase that could go onto several heads.
    #[error("there are several other heads: {}", .0.join(", "))]
    SeveralOnto(Vec<String>),
    /// A name is given twice.
    #[error("`{0}` is given twice")]
    Twice(String),
    /// The parent has a child already.
    #[error("revision {0} is not a head")]
    NotAHead(String),
    /// A merge needs two revisions.
    #[error("a merge needs two revisions or more, and this is {0}")]
    NothingToMerge(String),
    /// One of the revisions to merge is beneath another.
    #[error("{ancestor} is already beneath {descendant}, so there is nothing to merge")]
    Overlap {
        /// The lower one.
        ancestor: String,
        /// The upper one.
        descendant: String,
    },
    /// Both revisions are on one line already.
    #[error("{branch} stands on {onto} already")]
    AlreadyOnTop {
        /// The branch to move.
        branch: String,
        /// Where it was to go.
        onto: String,
    },
    /// The branch would need itself.
    #[error("{onto} needs {needed}, which would be moved on top of it{}", .by.as_deref().map_or_else(String::new, |by| format!(": {by} does")))]
    RebaseCycle {
        /// Where the branch was to go.
        onto: String,
        /// What it needs.
        needed: String,
        /// What beneath `onto` depends on that, if it is not `onto` itself.
        by: Option<String>,
    },
    /// `--version-path` is none of the folders.
    #[error("{} is none of the folders of `migrations`: {}", .0.display(), paths(.1))]
    NoSuchFolder(PathBuf, Vec<PathBuf>),
    /// There are several folders, and nothing says which.
    #[error("there are several folders for revisions: {}", paths(.0))]
    SeveralFolders(Vec<PathBuf>),
}

fn paths(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

impl CreateError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Resolve(error) => error.hint(),
            Self::NotAHead(_) => Some("`--splice` makes a new branch from it".to_owned()),
            Self::SeveralFolders(_) => Some("choose one with `--version-path`".to_owned()),
            Self::Taken { .. } | Self::CaseClash { .. } => {
                Some("ids and labels share one name space: take another name".to_owned())
            }
            Self::NoRevision(_) => Some("`limbeck history` lists the revisions".to_owned()),
            Self::SeveralOnto(_) => Some("say which with `--onto REV`".to_owned()),
            Self::RebaseCycle { .. } => {
                Some("take the dependency away, or join the branches with `limbeck merge`".to_owned())
            }
            Self::NothingToMerge(_) => Some("`limbeck heads` lists the heads; name two of them".to_owned()),
            _ => None,
        }
    }
}

/// A merge to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePlan {
    /// What it merges.
    pub parents: Vec<RevisionId>,
    /// The message, when the user gives none.
    pub message: String,
}

impl Graph {
    /// The parents of a new revision: the one head, or what `head` names (`base` makes a root, `label@head` goes on with a branch).
    /// `applied` is looked at only if it counts from there ([`counts_from_applied`](crate::counts_from_applied)).
    ///
    /// # Errors
    ///
    /// When there are several heads and none is named; when it is no head, without `splice`.
    pub fn parent_for_new(
        &self,
        head: Option<&str>,
        splice: bool,
        applied: &AppliedSet,
    ) -> Result<Vec<RevisionId>, CreateError> {
        let symbol = self.parse_symbol(head.unwrap_or("head"))?;
        let found = self.find(&symbol, applied)?;
        if found.indices.len() > 1 {
            let heads = self.texts(&found.indices);
            return Err(ResolveError::SeveralHeads { symbol: symbol.text.to_owned(), heads }.into());
        }
        // An empty history has no head yet, and only `base` itself is before the first revision.
        let begins = symbol.branch.is_none()
            && symbol.offset.is_none()
            && match symbol.name {
                Some(Name::Base) => true,
                Some(Name::Head | Name::Heads) => self.nodes.is_empty(),
                _ => false,
            };
        if found.indices.is_empty() && !begins {
            return Err(CreateError::NoRevision(symbol.text.to_owned()));
        }
        self.only_heads(&found.indices, splice)?;
        Ok(self.ids_of(found.indices))
    }

    fn only_heads(&self, indices: &[usize], splice: bool) -> Result<(), CreateError> {
        match indices.iter().find(|index| !splice && !self.is_head(**index)) {
            Some(index) => Err(CreateError::NotAHead(self.id(*index).to_string())),
            None => Ok(()),
        }
    }

    /// The dependencies of a new revision as they are to be written: beginnings of ids become ids, labels stay labels.
    ///
    /// # Errors
    ///
    /// When one names nothing, or too much.
    pub fn dependencies_for_new(
        &self,
        references: &[String],
        applied: &AppliedSet,
    ) -> Result<Vec<String>, CreateError> {
        let mut written: Vec<String> = Vec::new();
        for reference in references {
            let found = if self.names.contains_key(reference.as_str()) {
                vec![reference.clone()]
            } else {
                self.texts(&self.some(reference, applied)?)
            };
            written.extend(found.into_iter().filter(|name| !written.contains(name)).collect::<Vec<_>>());
        }
        Ok(written)
    }

    /// The revisions that a name means: one or more.
    pub(super) fn some(&self, name: &str, applied: &AppliedSet) -> Result<Vec<usize>, CreateError> {
        let found = self.find(&self.parse_symbol(name)?, applied)?.indices;
        if found.is_empty() { Err(CreateError::NoRevision(name.to_owned())) } else { Ok(found) }
    }

    /// Checks a new revision before its file is written, so that no bad file is left behind: its names are free, and what it stands on is
    /// there.
    ///
    /// # Errors
    ///
    /// [`CreateError`] says which name clashes with what, or is not there.
    pub fn check_new(&self, new: &NewRevision) -> Result<(), CreateError> {
        let names: Vec<&str> =
            std::iter::once(new.revision.as_str()).chain(new.labels.iter().map(String::as_str)).collect();
        for (at, name) in names.iter().copied().enumerate() {
            check_name(name)?;
            if let Some(index) = self.names.get(name) {
                let node = &self.nodes[*index as usize];
                let revision = node.header.revision.to_string();
                return Err(CreateError::Taken { name: name.to_owned(), revision, path: node.path.clone() });
            }
            if let Some((other, index)) = self.all_names().find(|(other, _)| other.eq_ignore_ascii_case(name))
            {
                let path = self.nodes[index].path.clone();
                return Err(CreateError::CaseClash { name: name.to_owned(), other: other.to_owned(), path });
            }
            if names[..at].iter().any(|before| before.eq_ignore_ascii_case(name)) {
                return Err(CreateError::Twice(name.to_owned()));
            }
        }
        let parents =
            new.revises.iter().map(|parent| (parent.as_str(), self.index(parent.as_str()).is_some()));
        let dependencies =
            new.depends_on.iter().map(|name| (name.as_str(), self.names.contains_key(name.as_str())));
        match parents.chain(dependencies).find(|(_, there)| !there) {
            None => Ok(()),
            Some((name, _)) => Err(ResolveError::NotFound {
                symbol: name.to_owned(),
                nearest: self.nearest_name(name),
                too_short: false,
            }
            .into()),
        }
    }

    /// A merge of revisions: `heads`, or a list of names.
    ///
    /// # Errors
    ///
    /// When it is fewer than two, one is no head (without `splice`), or one is beneath another.
    pub fn merge(
        &self,
        names: &[String],
        splice: bool,
        applied: &AppliedSet,
    ) -> Result<MergePlan, CreateError> {
        let mut indices = Vec::new();
        for name in names {
            indices.extend(if name == "heads" {
                self.find(&self.parse_symbol(name)?, applied)?.indices
            } else {
                self.some(name, applied)?
            });
        }
        indices.sort_unstable();
        indices.dedup();
        if indices.len() < 2 {
            let what = indices
                .first()
                .map_or_else(|| "none".to_owned(), |index| format!("{} alone", self.id(*index)));
            return Err(CreateError::NothingToMerge(what));
        }
        for upper in &indices {
            let beneath = self.ancestors([*upper], Edges::Lineage);
            if let Some(lower) = indices.iter().find(|lower| *lower != upper && beneath[**lower]) {
                return Err(CreateError::Overlap {
                    ancestor: self.id(*lower).to_string(),
                    descendant: self.id(*upper).to_string(),
                });
            }
        }
        self.only_heads(&indices, splice)?;
        let names = self.texts(&indices);
        let (last, others) = (&names[names.len() - 1], &names[..names.len() - 1]);
        Ok(MergePlan {
            message: format!("Merge {} and {last}", others.join(", ")),
            parents: self.ids_of(indices),
        })
    }

    /// The labels in force on a revision: its own, and those of all its ancestors.
    #[must_use]
    pub fn branch_labels(&self, id: &str) -> Vec<&str> {
        let Some(index) = self.index(id) else { return Vec::new() };
        let mut labels: Vec<&str> = members(&self.ancestors([index], Edges::Lineage))
            .flat_map(|ancestor| self.nodes[ancestor].header.labels.iter().map(String::as_str))
            .collect();
        labels.sort_unstable();
        labels
    }
}

/// The folder for a new file: the one chosen, which must be one of the folders; that of the parent; the only one.
///
/// # Errors
///
/// When the chosen one is none of them, or nothing says which of several.
pub fn version_path(
    folders: &[PathBuf],
    chosen: Option<&Path>,
    parent: Option<&Path>,
) -> Result<PathBuf, CreateError> {
    let real = |path: &Path| fs_err::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(chosen) = chosen {
        let same = folders.iter().find(|folder| folder.as_path() == chosen || real(folder) == real(chosen));
        return same.cloned().ok_or_else(|| CreateError::NoSuchFolder(chosen.to_owned(), folders.to_vec()));
    }
    if let [only] = folders {
        return Ok(only.clone());
    }
    match parent.and_then(Path::parent) {
        Some(folder) => Ok(folder.to_owned()),
        None => Err(CreateError::SeveralFolders(folders.to_vec())),
    }
}
