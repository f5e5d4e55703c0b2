//! The one crate of Limbeck that talks to databases: connections, state tables, the journal, execution.
//!
//! [`connect`] opens a [`Connection`]: SQL as text, rows as text; no type of a driver leaves this crate. [`Applied::read`] asks a
//! database what was done to it, [`apply`] runs [`Step`]s and records them, [`stamp`] records without running. What is written to the
//! state tables is text from [`StateSql`], which a script for later is made of as well.

// Without a driver there is nothing to do the work for.
#![cfg_attr(
    not(any(feature = "mysql", feature = "postgres", feature = "sqlite")),
    allow(dead_code, unused_variables, unreachable_code)
)]

mod apply;
mod connection;
mod create;
mod driver;
mod error;
mod options;
mod reflect;
mod repair;
mod rights;
mod scratch;
mod script;
mod server;
mod session;
mod stamp;
mod state;

pub use apply::{
    ApplyError, Done, Engine, Event, FailureKind, LockHolder, LockProof, Place, PlanFailure, Planner, Report,
    RunOptions, Step, StepRevision, TransactionMode, apply, lock_holder, new_run_id, prove_lock,
};
pub use connection::{Cancel, Connection, Notice, Rows, SessionId};
pub use create::create_database;
pub use driver::connect;
pub use error::{DatabaseError, ServerError};
pub use options::ConnectOptions;
pub use reflect::{ReflectError, Scope, reflect};
pub use repair::{Repair, repair};
pub use rights::may_create_tables;
pub use scratch::{LoadError, Loaded, Scratch, ScratchError, Skipped};
pub use script::{Script, ScriptPart, script};
pub use server::{Capabilities, Server, Version};
pub use stamp::{Stamp, stamp};
pub use state::{
    Applied, AppliedRow, FORMAT, JournalRow, JournalState, LogRow, RowKind, StateNames, StateSql, Unfinished,
    When, ensure_state, literal, now, quote_name, state_exists,
};
