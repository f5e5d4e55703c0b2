//! What can be wrong with a set of revisions.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::FileError;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

/// Something wrong in a script directory, found when it is loaded, before anything runs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// A folder or file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file breaks the format.
    #[error(transparent)]
    File(#[from] FileError),
    /// Two files have one id.
    #[error("{second}: revision {id} is also in {first}")]
    DuplicateId {
        /// The id.
        id: String,
        /// The first file, by name.
        first: Place,
        /// The other.
        second: Place,
    },
    /// Two revisions state one label.
    #[error("{second}: the label {label} is already stated in {first}")]
    DuplicateLabel {
        /// The label.
        label: String,
        /// The first file, by name.
        first: Place,
        /// The other.
        second: Place,
    },
    /// A label is also the id of a revision.
    #[error("{label_at}: the label {label} is also the id of the revision in {id_at}")]
    LabelIsId {
        /// The label.
        label: String,
        /// Where the label is stated.
        label_at: Place,
        /// Where the revision is.
        id_at: Place,
    },
    /// Two names that differ in case only.
    #[error("{second_at}: {second} and {first} ({first_at}) differ in case only")]
    CaseClash {
        /// The first name.
        first: String,
        /// Where it stands.
        first_at: Place,
        /// The other.
        second: String,
        /// Where that stands.
        second_at: Place,
    },
    /// `@revises` names a revision that is not there.
    #[error("{at}: revision {revision} revises {parent}, which no file has")]
    MissingParent {
        /// The revision.
        revision: String,
        /// The parent that is missing.
        parent: String,
        /// Where it is named.
        at: Place,
        /// A name that may be meant, and its file.
        nearest: Option<Box<(String, PathBuf)>>,
    },
    /// `@depends-on` names neither a revision nor a label.
    #[error("{at}: revision {revision} depends on {reference}, which is neither a revision nor a label")]
    UnknownDependency {
        /// The revision.
        revision: String,
        /// What it depends on.
        reference: String,
        /// Where that is named.
        at: Place,
        /// A name that may be meant, and its file.
        nearest: Option<Box<(String, PathBuf)>>,
    },
    /// A revision is its own parent.
    #[error("{at}: revision {revision} revises itself")]
    SelfLoop {
        /// The revision.
        revision: String,
        /// Where it says so.
        at: Place,
    },
    /// A revision depends on itself.
    #[error("{at}: revision {revision} depends on itself")]
    DependencySelfLoop {
        /// The revision.
        revision: String,
        /// Where it says so.
        at: Place,
    },
    /// Revisions revise each other in a circle.
    #[error("revisions revise each other in a circle: {}", circle(members))]
    Cycle {
        /// The circle, each revising the next and the last the first.
        members: Vec<(String, Place)>,
    },
    /// Revisions need each other in a circle, dependencies included.
    #[error("revisions need each other in a circle of `@revises` and `@depends-on`: {}", circle(members))]
    DependencyCycle {
        /// The circle, each needing the next and the last the first.
        members: Vec<(String, Place)>,
    },
}

impl GraphError {
    /// The file or folder of a fault in a single one.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. } => Some(path),
            Self::File(error) => Some(&error.path),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let meant = |nearest: &Option<Box<(String, PathBuf)>>| {
            nearest.as_deref().map(|(name, path)| format!("did you mean {name} ({})?", path.display()))
        };
        match self {
            Self::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                Some("`limbeck init` makes the folder; `migrations` in limbeck.toml names it".to_owned())
            }
            Self::Io { .. } => None,
            Self::File(error) => error.hint.clone(),
            Self::DuplicateId { .. } => Some("give one of them a new id, or delete the copy".to_owned()),
            Self::DuplicateLabel { .. } | Self::LabelIsId { .. } => {
                Some("ids and labels share one name space: rename the label".to_owned())
            }
            Self::CaseClash { .. } => {
                Some("rename one of them: names must differ in more than case".to_owned())
            }
            Self::MissingParent { parent, nearest: Some(label), .. } if label.0 == *parent => Some(format!(
                "{parent} is the label of a revision in {}; `@revises` takes the id",
                label.1.display()
            )),
            Self::MissingParent { nearest, .. } => meant(nearest).or_else(|| {
                Some("the file may be missing from this checkout; `@revises base` makes a root".to_owned())
            }),
            Self::UnknownDependency { nearest, .. } => {
                meant(nearest).or_else(|| Some("the file may be missing from this checkout".to_owned()))
            }
            Self::SelfLoop { .. } | Self::DependencySelfLoop { .. } => {
                Some("take its own name out of the line".to_owned())
            }
            Self::Cycle { .. } | Self::DependencyCycle { .. } => {
                Some("one of these lines must go".to_owned())
            }
        }
    }
}

fn circle(members: &[(String, Place)]) -> String {
    // A long way round is told by its ends: one line of it has to go, whichever it is.
    const SHOWN: usize = 12;
    let step = |(id, at): &(String, Place)| format!("{id} ({at})");
    let mut steps: Vec<String> = members.iter().take(SHOWN).map(step).collect();
    if let Some(left_out) = members.len().checked_sub(SHOWN + 1).filter(|left_out| *left_out > 0) {
        steps.push(format!("… {left_out} more …"));
    }
    steps.extend(members.iter().skip(SHOWN).next_back().map(step));
    let first = members.first().map_or("", |(id, _)| id.as_str());
    format!("{} → {first}", steps.join(" → "))
}
