//! How a connection is opened.

use std::time::Duration;

/// Options of [`crate::connect`].
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// Create an SQLite file that does not exist yet. Only commands that write a schema set this.
    pub create_if_missing: bool,
    /// Open for reading alone. A URL that says so (`mode=ro`) wins over `false`.
    pub read_only: bool,
    /// How long one statement waits for another connection's lock.
    pub lock_timeout: Duration,
    /// How long one statement may run; `None`: as long as it likes.
    pub statement_timeout: Option<Duration>,
    /// The name a server shows for the session.
    pub application_name: String,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            create_if_missing: false,
            read_only: false,
            lock_timeout: Duration::from_secs(10),
            statement_timeout: None,
            application_name: "limbeck".to_owned(),
        }
    }
}
