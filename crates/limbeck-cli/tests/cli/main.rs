//! The program, run as a person runs it: whole sessions on SQLite in a folder of their own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

mod adopt;
mod alembic_defects;
mod branches;
mod check;
mod completions;
mod config;
mod current;
mod dashes;
mod diff;
mod docs;
mod doctor;
mod downgrade;
mod edit;
mod ensure_version;
mod generate;
mod heads;
mod history;
mod init;
mod interrupt;
mod json;
mod lock;
mod merge;
mod offline;
mod rebase;
mod repair;
mod revision;
mod secrets;
mod show;
mod stamp;
mod upgrade;
mod url;
mod wrong;
