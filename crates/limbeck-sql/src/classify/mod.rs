//! What a statement is to a runner: whether it may be in a transaction, what it touches, what is lost by it.
//!
//! Everything is read from the tokens of one statement; no server is asked. What cannot be told from them (what a `CALL` does, whether
//! a relation is partitioned) is left to the server's own error.

mod alter;
mod class;
mod create;
mod drop;
mod mysql;
mod object;
mod postgresql;
mod read;
mod refusal;
mod scratch;
mod sqlite;
mod words;
mod write;

pub use class::{Class, Classification, UnknownClass};
pub use object::{ObjectKind, ObjectRef};
pub use read::classify;
pub use scratch::{refuse_in_scratch, without_concurrently};
