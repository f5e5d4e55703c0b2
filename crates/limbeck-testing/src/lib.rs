//! The servers that tests run on, and databases of a test's own there.
//!
//! A server is named by an environment variable (`CONTRIBUTING.md`). Where it is not set, the test says so, and writes its name where
//! `cargo xtask test` counts what did not run.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "the helpers of tests fail by panicking, and say what does not run"
)]

mod authorities;
mod database;
mod server;

pub use authorities::Authorities;
pub use database::{TestDatabase, rows};
pub use server::TestServer;
