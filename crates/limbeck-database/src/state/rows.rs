//! The rows of the state tables.

use std::fmt;

use limbeck_revision::Direction;

/// How a revision came to be recorded as applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Its SQL was run.
    Upgrade,
    /// Somebody said so.
    Stamp,
    /// It was taken over from another tool's records.
    Adopt,
    /// A word of a later version.
    Other(String),
}

impl RowKind {
    /// The word in the table.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Upgrade => "upgrade",
            Self::Stamp => "stamp",
            Self::Adopt => "adopt",
            Self::Other(word) => word,
        }
    }

    pub(super) fn parse(word: &str) -> Self {
        match word {
            "upgrade" => Self::Upgrade,
            "stamp" => Self::Stamp,
            "adopt" => Self::Adopt,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for RowKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A row of `limbeck_revisions`: an applied revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedRow {
    /// Which of several histories.
    pub namespace: String,
    /// The id.
    pub revision: String,
    /// The ids of the parents; none for a root.
    pub parents: Vec<String>,
    /// Dependencies, as they were written in the file.
    pub depends_on: Vec<String>,
    /// Branch labels.
    pub labels: Vec<String>,
    /// The message.
    pub message: String,
    /// The checksum of what ran.
    pub checksum: String,
    /// The text that takes it back; `None`: none, or irreversible.
    pub downgrade: Option<String>,
    /// When: RFC 3339, UTC, microseconds. Set by the function that writes the row.
    pub applied_at: String,
    /// How long it took.
    pub duration_ms: i64,
    /// Who ran it.
    pub applied_by: String,
    /// What ran it, with its version.
    pub tool: String,
    /// How it came here.
    pub kind: RowKind,
}

/// How far a statement of the journal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalState {
    /// It was about to run: nobody knows whether it did.
    Intent,
    /// It has run, and is committed.
    Done,
    /// The server refused it, and it left nothing behind.
    Failed,
}

impl JournalState {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intent => "intent",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::Intent, Self::Done, Self::Failed].into_iter().find(|state| state.as_str() == word)
    }
}

/// A row of `limbeck_journal`: one statement of a revision that is under way in more than one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Which of several histories.
    pub namespace: String,
    /// The run that wrote it.
    pub run: String,
    /// The revision.
    pub revision: String,
    /// Which way.
    pub direction: Direction,
    /// The number of the statement in the revision, from 1.
    pub position: u32,
    /// Its text.
    pub statement: String,
    /// `sha256:` and hex of the text.
    pub statement_hash: String,
    /// Its class.
    pub class: String,
    /// How far it is.
    pub state: JournalState,
    /// The session that ran it.
    pub session: Option<String>,
    /// The fence of the lease, where there is one.
    pub fence: Option<i64>,
    /// The objects it touches, for servers where an intent is settled by looking at them.
    pub objects: Option<String>,
    /// The fingerprint of those objects before it ran.
    pub before_hash: Option<String>,
    /// When it was begun.
    pub started_at: Option<String>,
    /// When it was over.
    pub finished_at: Option<String>,
    /// What the server said, if it failed.
    pub error: Option<String>,
}

/// A row of `limbeck_log`: something that was done, or tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Which of several histories.
    pub namespace: String,
    /// The revision.
    pub revision: String,
    /// `apply`, `revert`, `stamp`, `unstamp`, `adopt`, `repair`.
    pub action: String,
    /// The run.
    pub run: String,
    /// Who.
    pub who: String,
    /// What ran it, with its version.
    pub tool: String,
    /// `done` or `failed`.
    pub outcome: String,
    /// The error, or what was repaired.
    pub detail: Option<String>,
}
