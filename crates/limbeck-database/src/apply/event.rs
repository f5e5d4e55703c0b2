//! What a run tells while it goes on.

use std::path::PathBuf;
use std::time::Duration;

use limbeck_revision::Direction;

use super::LockHolder;

/// What a run tells while it goes on; for progress bars and logs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The revisions to run are known; told again when another runner has changed what is to be done.
    Planned {
        /// Their ids, in order.
        revisions: Vec<String>,
    },
    /// Another runner holds the lock.
    Waiting {
        /// How long the run has waited so far.
        waited: Duration,
    },
    /// Who holds the lock that the run waits for; told again when it is another one, or runs another statement.
    HeldBy {
        /// What the server tells of it.
        holder: LockHolder,
    },
    /// What became of a statement that an earlier run had begun, and of which nobody knew whether it ran.
    Settled {
        /// The revision.
        revision: String,
        /// The number of the statement, from 1.
        position: u32,
        /// It has run; if not, it runs again.
        done: bool,
    },
    /// A transaction met another's lock, was rolled back, and is tried again as a whole.
    Retrying {
        /// The revision.
        revision: String,
        /// How often it has been tried.
        attempt: u32,
    },
    /// A revision begins.
    Started {
        /// The revision.
        revision: String,
        /// Which way.
        direction: Direction,
        /// Its message.
        message: String,
        /// Its file.
        file: Option<PathBuf>,
        /// How many statements it has.
        statements: usize,
    },
    /// A revision that was begun by an earlier run is carried on with.
    Resuming {
        /// The revision.
        revision: String,
        /// The number of the first statement that runs, from 1.
        position: u32,
    },
    /// A statement runs.
    Statement {
        /// The revision.
        revision: String,
        /// The number of the statement in the revision, from 1.
        position: u32,
        /// Its text.
        sql: String,
        /// Its line in the file.
        line: usize,
    },
    /// A revision is applied (or taken back) and recorded.
    Finished {
        /// The revision.
        revision: String,
        /// Which way.
        direction: Direction,
        /// How long it took.
        duration: Duration,
    },
    /// Another runner did this one meanwhile.
    Skipped {
        /// The revision.
        revision: String,
        /// Which way.
        direction: Direction,
    },
    /// Something that a person should know: what the server said, or what could not be checked.
    Warning {
        /// The text.
        message: String,
    },
}
