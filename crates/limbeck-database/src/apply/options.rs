//! How a run goes about its work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::StateNames;

/// What is committed together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransactionMode {
    /// Each revision (the default).
    #[default]
    Revision,
    /// The whole run. The session is put right before it only: a new connection can't be in the old one's transaction.
    Run,
    /// Each statement, journaled. A group with foreign keys switched off stays whole: half a rebuilt table is of no use.
    Off,
}

/// Options of a run.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Which of several histories.
    pub namespace: String,
    /// The names of the state tables.
    pub state: StateNames,
    /// What is committed together.
    pub transaction: TransactionMode,
    /// How long the run waits for other runners.
    pub lock_wait: Duration,
    /// Who runs it, for the record: `user@host`.
    pub who: String,
    /// What runs it, for the record: name and version.
    pub tool: String,
    /// The id of the run, at most 36 characters: [`new_run_id`].
    pub run: String,
    /// The command line that runs this, as a person would type it again after an error.
    pub command: String,
    /// Set from another thread (Ctrl-C): the run stops before its next statement.
    pub stop: Arc<AtomicBool>,
    /// End the session that holds the lock of the run when this one comes to it (`--kill-orphan`).
    pub kill_orphan: bool,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            namespace: String::new(),
            state: StateNames::default(),
            transaction: TransactionMode::default(),
            lock_wait: Duration::from_secs(600),
            who: String::new(),
            tool: concat!("limbeck ", env!("CARGO_PKG_VERSION")).to_owned(),
            run: new_run_id(),
            command: "limbeck upgrade".to_owned(),
            stop: Arc::default(),
            kill_orphan: false,
        }
    }
}

impl RunOptions {
    /// Whether somebody asked to stop.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

/// A fresh id for a run: a random UUID (version 4).
///
/// Should the system have no random numbers, the time and the process stand in: the id tells runs apart, it protects nothing.
#[must_use]
pub fn new_run_id() -> String {
    let mut bytes = [0_u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        let nanoseconds = jiff::Timestamp::now().as_nanosecond().to_le_bytes();
        let process = std::process::id().to_le_bytes();
        for (byte, value) in bytes.iter_mut().zip(process.iter().chain(&nanoseconds)) {
            *byte = *value;
        }
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_run_id_is_a_uuid_and_never_the_same() {
        let (one, two) = (super::new_run_id(), super::new_run_id());
        assert_eq!(one.len(), 36);
        assert_eq!(one.as_bytes()[14], b'4');
        assert_ne!(one, two);
    }
}
