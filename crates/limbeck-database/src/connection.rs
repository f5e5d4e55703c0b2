//! The one trait through which databases are spoken to.

use std::fmt;

use crate::{DatabaseError, Server};

/// The answer to a query, as text.
///
/// Text rows are enough for catalogs and state tables, and they keep the types of drivers out of the house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The values; `None` is NULL.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Rows {
    /// The first value of the first row, if there is one and it isn't NULL.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        self.rows.first()?.first()?.as_deref()
    }
}

/// What names a session on its server, for messages and the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionId(pub String);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something that a server said beside the answer: a warning, a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The server's word for how grave it is (`NOTICE`, `WARNING`).
    pub severity: String,
    /// The text.
    pub message: String,
}

/// Ends the statement that runs on a connection, from another thread.
pub trait Cancel: Send + Sync {
    /// Asks the server to end the running statement; no effect if none runs.
    fn cancel(&self);
}

/// A connection to a database: one session, one statement at a time.
///
/// Object-safe, and no type of a driver shows. SQL is text, literals are quoted with [`crate::literal`].
pub trait Connection: Send {
    /// Runs SQL and throws rows away. Returns how many rows it changed, those of triggers included.
    ///
    /// # Errors
    ///
    /// What the server said, as [`DatabaseError`].
    fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError>;

    /// Runs one statement and returns its rows as text.
    ///
    /// # Errors
    ///
    /// What the server said, as [`DatabaseError`].
    fn query(&mut self, sql: &str) -> Result<Rows, DatabaseError>;

    /// Begins a transaction that writes, waiting up to the lock time-out for other writers.
    ///
    /// # Errors
    ///
    /// [`DatabaseError::Busy`] after the time-out.
    fn begin(&mut self) -> Result<(), DatabaseError>;

    /// Begins a transaction that writes if that is possible at once; `false` if another writer is in the way.
    ///
    /// So that whoever waits can look up in between: somebody may have asked to stop.
    ///
    /// # Errors
    ///
    /// Anything but the other writer.
    fn try_begin(&mut self) -> Result<bool, DatabaseError>;

    /// Commits.
    ///
    /// # Errors
    ///
    /// What the server said; on [`DatabaseError::Busy`] the transaction is still open.
    fn commit(&mut self) -> Result<(), DatabaseError>;

    /// Rolls back; no effect if no transaction is open (some errors end one by themselves).
    ///
    /// # Errors
    ///
    /// What the server said.
    fn rollback(&mut self) -> Result<(), DatabaseError>;

    /// Whether a transaction is open.
    fn in_transaction(&self) -> bool;

    /// Makes the session what it was after connecting: settings, temporary objects, attached databases.
    ///
    /// # Errors
    ///
    /// What the server said.
    fn reset(&mut self) -> Result<(), DatabaseError>;

    /// What names this session on the server.
    ///
    /// # Errors
    ///
    /// What the server said.
    fn session(&mut self) -> Result<SessionId, DatabaseError>;

    /// A handle that cancels the running statement from another thread.
    fn canceller(&self) -> Box<dyn Cancel>;

    /// A word that is another one whenever another connection has committed since; `None` where there is none, or it isn't known.
    ///
    /// It spares reading the applied set again inside every transaction.
    ///
    /// # Errors
    ///
    /// What the server said.
    fn change_token(&mut self) -> Result<Option<String>, DatabaseError> {
        Ok(None)
    }

    /// Opens a second connection to the same place, with the same options; `None` where there is no use for one.
    ///
    /// # Errors
    ///
    /// As [`crate::connect`].
    fn another(&self) -> Result<Option<Box<dyn Connection>>, DatabaseError> {
        Ok(None)
    }

    /// What the server said beside the answers since the last call.
    fn take_notices(&mut self) -> Vec<Notice>;

    /// Who answers: dialect, version, capabilities.
    fn server(&self) -> &Server;

    /// Closes the connection.
    ///
    /// # Errors
    ///
    /// What the server said.
    fn close(self: Box<Self>) -> Result<(), DatabaseError>;
}
