//! The lock of a run: a lock of the server's own, on the connection that runs the statements.
//!
//! A lock on a connection of its own is free milliseconds after a crash, while the dead runner's statement goes on and commits. This one
//! is free only when that connection, and its statement, is gone. It is asked for again and again with no wait: a session that waits
//! *inside* a lock function holds a snapshot, and `CREATE INDEX CONCURRENTLY` of the holder would wait for it.

mod holder;
mod key;
mod real;
mod run;
mod sql;

pub use holder::{LockHolder, lock_holder};
pub use real::{LockProof, prove_lock};
pub(crate) use run::RunLock;
