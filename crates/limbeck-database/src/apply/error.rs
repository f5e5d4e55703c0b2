//! A run that did not come to its end.

use std::path::PathBuf;

use limbeck_revision::Direction;

use crate::DatabaseError;

/// What kind of failure ended a run; each has its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// A statement failed, or the plan could not be made.
    Failed,
    /// The lock was not had in time; nothing was done.
    Lock,
    /// A revision is half applied, and only a person can say how to go on.
    NeedsRepair,
    /// Somebody asked to stop; what is committed is recorded.
    Interrupted,
}

impl FailureKind {
    /// The exit code of a command that ends so.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Lock => 4,
            Self::NeedsRepair => 5,
            Self::Interrupted => 130,
        }
    }
}

/// Where in a revision file something went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file; `None` for a text that is stored in the database.
    pub file: Option<PathBuf>,
    /// The line, from 1: where the server points to, else where the statement begins.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The number of the statement in its direction of the revision, from 1.
    pub position: u32,
    /// The whole statement.
    pub statement: String,
}

/// A run that did not come to its end: what happened, where, what is committed, and how to go on.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ApplyError {
    /// What kind of failure; gives the exit code.
    pub kind: FailureKind,
    /// What happened, in a sentence, the server's words included.
    pub message: String,
    /// The revision that was being gone through.
    pub revision: Option<String>,
    /// Which way.
    pub direction: Option<Direction>,
    /// Where in its file.
    pub place: Option<Box<Place>>,
    /// What has been committed, one sentence each; empty: nothing was changed.
    pub committed: Vec<String>,
    /// The command that goes on from here.
    pub next: Option<Box<str>>,
    /// What the server said, or why no plan could be made.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl ApplyError {
    /// A failure without a place.
    pub(crate) fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            revision: None,
            direction: None,
            place: None,
            committed: Vec::new(),
            next: None,
            source: None,
        }
    }

    /// The exit code of a command that ends so.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.kind.exit_code()
    }
}

/// What a connection says outside of any statement of a revision.
impl From<DatabaseError> for ApplyError {
    fn from(error: DatabaseError) -> Self {
        let kind = match &error {
            DatabaseError::Interrupted => FailureKind::Interrupted,
            DatabaseError::Busy { .. } => FailureKind::Lock,
            _ => FailureKind::Failed,
        };
        Self { source: None, ..Self::new(kind, error.to_string()) }.with_source(error)
    }
}

impl ApplyError {
    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}
