//! The graph: what is wrong with one, the ways through it, new revisions, where it is read from.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

mod cases;
mod create;
mod errors;
mod plans;
mod properties;
mod source;
mod support;
