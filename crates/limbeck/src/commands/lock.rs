//! `lock`: who holds the lock of a run.

use super::session::{Access, open};
use crate::config::Config;
use crate::error::Result;
use crate::run::on_own_thread;

/// The lock of a namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockStatus {
    /// Whether a runner has it.
    pub held: bool,
    /// The runner.
    pub owner: Option<String>,
    /// Its machine.
    pub host: Option<String>,
    /// Since when.
    pub since: Option<String>,
    /// `native` (the server's own), `lease` (a row), `none`.
    pub kind: &'static str,
    /// Whether it keeps runners apart for a whole run.
    pub real: bool,
    /// What a person should know about it.
    pub message: String,
}

/// Who holds the lock.
///
/// # Errors
///
/// When the database cannot be asked.
pub fn lock_status(config: &Config) -> Result<LockStatus> {
    on_own_thread(|| {
        let (connection, _) = open(config, Access::Read)?;
        let server = connection.server();
        let message = if server.capabilities.run_lock {
            "nobody holds the lock".to_owned()
        } else {
            format!(
                "{} has no lock for a whole run, and needs none: every revision is a transaction of its own that looks again \
                 at what is applied, so a second runner skips what the first has done",
                server.dialect
            )
        };
        let kind = if server.capabilities.run_lock { "native" } else { "none" };
        Ok(LockStatus {
            held: false,
            owner: None,
            host: None,
            since: None,
            kind,
            real: server.capabilities.run_lock,
            message,
        })
    })
}
