//! Running revisions and recording them.

mod engine;
mod error;
mod event;
mod options;
mod planner;
mod report;
mod step;

pub use engine::{Engine, apply};
pub use error::{ApplyError, FailureKind, Place};
pub use event::Event;
pub use options::{RunOptions, TransactionMode, new_run_id};
pub use planner::{PlanFailure, Planner};
pub use report::{Done, Report};
pub use step::{Step, StepRevision};
