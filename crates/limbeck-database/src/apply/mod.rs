//! Running revisions and recording them.

mod busy;
mod engine;
mod error;
mod event;
mod failure;
mod foreign_keys;
mod halt;
mod hash;
mod lock;
mod options;
mod planner;
mod record;
mod refuse;
mod report;
mod session;
mod settle;
mod step;
mod steps;
mod unit;
mod wait;

pub(crate) use engine::Run;
pub use engine::{Engine, apply};
pub use error::{ApplyError, FailureKind, Place};
pub use event::Event;
pub(crate) use halt::Halt;
pub(crate) use hash::statement_hash;
pub use lock::{LockHolder, LockProof, lock_holder, prove_lock};
pub use options::{RunOptions, TransactionMode, new_run_id};
pub use planner::{PlanFailure, Planner};
pub(crate) use refuse::more_than_one_transaction;
pub use report::{Done, Report};
pub use step::{Step, StepRevision};
pub(crate) use unit::{Unit, Work, units};
