//! What a run has done.

use std::time::Duration;

use limbeck_revision::Direction;

/// A revision that a run has gone through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The revision.
    pub revision: String,
    /// Which way.
    pub direction: Direction,
    /// How long it took.
    pub duration: Duration,
}

/// What a run has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The revisions that this run went through and committed, in order.
    pub applied: Vec<Done>,
    /// Revisions that were planned, and that another runner did meanwhile.
    pub skipped: Vec<String>,
    /// Whether there was nothing to do for this run: from the start, or because another had done it all.
    pub already_done: bool,
    /// How long it waited for other runners.
    pub waited: Duration,
    /// How long it took, all in all.
    pub duration: Duration,
}
