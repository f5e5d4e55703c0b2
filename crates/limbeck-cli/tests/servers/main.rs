//! The program on real servers: whole sessions, as a user has them.
#![cfg(all(feature = "mysql", feature = "postgres", feature = "sqlite"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "the helpers of tests fail by panicking, and say what does not run"
)]

mod adopt;
mod doctor;
mod offline;
mod pooler;
mod project;
mod several_dialects;
mod whole;
