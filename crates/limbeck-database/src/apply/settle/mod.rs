//! What became of a statement that an earlier run had begun.
//!
//! A client that dies does not stop its statement, so "not recorded" does not mean "not done". With the lock of the run held no statement
//! of an earlier run is left running; only then the database is looked at. Each kind of statement has its way to tell.

mod mysql;
mod objects;
mod postgresql;
mod run;
mod statement;

pub(super) use objects::Object;

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It has run.
    Done,
    /// It has not, or running it again does no harm; what it left half done has been cleaned up.
    RunAgain,
    /// Only a person can tell; why.
    Person(String),
}
