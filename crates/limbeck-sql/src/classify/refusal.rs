//! Why a statement may not stand in a revision.

use super::class::Class;

/// What is decided by the dialect: the class, and why not.
pub(super) type Verdict = Result<Class, Refusal>;

/// The reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// BEGIN, COMMIT, ROLLBACK and their like.
    TransactionControl(&'static str),
    /// MySQL: locks that would shut out the journal.
    TableLock(&'static str),
    /// PostgreSQL: also gives up the lock of the run.
    DiscardAll,
    /// SQLite: without effect in a transaction.
    ForeignKeys,
}

impl Refusal {
    pub(super) fn message(self) -> String {
        match self {
            Self::TransactionControl(statement) => format!(
                "{statement} may not stand in a revision: limbeck itself opens, commits and rolls back the transaction. Remove it; what \
                 must run outside of a transaction goes into a section of its own, `-- @upgrade transaction=off`"
            ),
            Self::TableLock(statement) => format!(
                "{statement} may not stand in a revision: it commits the transaction, and shuts out the tables in which limbeck keeps \
                 its records. Remove it; only one runner works at a time anyway"
            ),
            Self::DiscardAll => "DISCARD ALL may not stand in a revision: it would give up the lock that keeps other runners out. \
                                 Remove it, or write RESET ALL; limbeck resets the session before each revision itself"
                .to_owned(),
            Self::ForeignKeys => "PRAGMA foreign_keys has no effect inside a transaction. Remove it, and write \
                                  `-- @upgrade foreign_keys=off` as the section's line"
                .to_owned(),
        }
    }
}
