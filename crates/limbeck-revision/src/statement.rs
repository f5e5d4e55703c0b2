//! One statement of a revision.

use limbeck_sql::{Class, Classification};

/// One statement of a revision, as it will be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStatement {
    /// The SQL, without delimiter.
    pub sql: String,
    /// The line of the file on which it begins.
    pub line: usize,
    /// The column at which it begins.
    pub column: usize,
    /// How it behaves towards transactions.
    pub class: Class,
    /// What else is known of it: what it touches, creates, destroys.
    pub classification: Classification,
    /// Its number among the statements of this direction of the revision, from 1.
    pub position: usize,
    /// `@idempotent`: it may be run again.
    pub idempotent: bool,
    /// `@probe`: a query that tells whether it has been done.
    pub probe: Option<String>,
    /// `@destructive`: what the file says that it destroys.
    pub destructive: Option<String>,
}
