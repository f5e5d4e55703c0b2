//! `lock`: who holds the lock of a run.

use limbeck_database::{LockProof, lock_holder, prove_lock};

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
        let (mut connection, _) = open(config, Access::Read)?;
        let holder = lock_holder(connection.as_mut(), &config.state, &config.namespace)?;
        // Whoever has it keeps others out. Where nobody has, it can be tried.
        let proof = match holder {
            Some(_) => LockProof::Real,
            None => prove_lock(connection.as_mut(), &config.state, &config.namespace)?,
        };
        let server = connection.server();
        let message = match (&holder, &proof) {
            (Some(holder), _) => format!("the lock is held by {holder}"),
            (None, LockProof::NotReal(why)) => {
                format!("nobody holds the lock, and it would keep nobody out: {why}")
            }
            (None, _) if server.capabilities.run_lock => "nobody holds the lock".to_owned(),
            (None, _) => format!(
                "{} has no lock for a whole run, and needs none: every revision is a transaction of its own that looks again \
                 at what is applied, so a second runner skips what the first has done",
                server.dialect
            ),
        };
        let kind = if server.capabilities.run_lock { "native" } else { "none" };
        let owner = holder.as_ref().map(|holder| match &holder.user {
            Some(user) => format!("{user}, session {}", holder.session),
            None => format!("session {}", holder.session),
        });
        Ok(LockStatus {
            held: holder.is_some(),
            owner,
            host: holder.as_ref().and_then(|holder| holder.host.clone()),
            since: holder.as_ref().and_then(|holder| holder.since.clone()),
            kind,
            real: server.capabilities.run_lock && !matches!(proof, LockProof::NotReal(_)),
            message,
        })
    })
}
