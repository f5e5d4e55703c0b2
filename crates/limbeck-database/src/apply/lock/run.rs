//! Taking the lock, keeping it, giving it back.

use std::time::Duration;

use super::holder::{self, LockHolder};
use super::key::LockKey;
use super::real::{LockProof, is_true, prove};
use super::sql;
use crate::apply::engine::Run;
use crate::apply::halt::Halt;
use crate::apply::wait::Wait;
use crate::apply::{ApplyError, Event, FailureKind};
use crate::{DatabaseError, When};

/// The lock that a run holds.
#[derive(Clone, Debug)]
pub(crate) struct RunLock {
    key: LockKey,
    /// The session's number on the server, as it was when the lock was taken.
    session: String,
    /// What this run has written into the lock's row; `None` as long as it has not.
    pub(crate) fence: Option<i64>,
}

impl Run<'_> {
    /// Waits for the lock, for at most `lock_wait`, and tells who has it.
    pub(crate) fn take_lock(&mut self) -> Result<(), ApplyError> {
        let key = LockKey::new(&self.names, &self.options.namespace);
        let try_take = sql::try_take(self.dialect, &key);
        let mut wait = Wait::new();
        let mut told = None;
        let mut holder = None;
        let mut ended = None;
        while !is_true(self.connection.query(&try_take)?.scalar()) {
            self.stop_if_asked()?;
            let waited = wait.waited();
            let second = waited.as_secs();
            if told != Some(second) || waited >= self.options.lock_wait {
                told = Some(second);
                self.tell_holder(&key, &mut holder);
                (self.events)(Event::Waiting { waited });
                self.end_orphan(&key, &mut ended)?;
            }
            if waited >= self.options.lock_wait {
                self.report.waited += waited;
                return Err(self.lock_not_had(waited, holder.as_ref()));
            }
            wait.nap();
        }
        if wait.tries() > 0 {
            self.report.waited += wait.waited();
        }
        let session = self.connection.query(&format!("SELECT {}", sql::mine(self.dialect, &key)))?;
        let session = session.scalar().unwrap_or_default().to_owned();
        self.lock = Some(RunLock { key, session, fence: None });
        Ok(())
    }

    fn tell_holder(&mut self, key: &LockKey, told: &mut Option<LockHolder>) {
        // Not being told who it is must not end the waiting.
        let Ok(Some(now)) = holder::ask(self.connection, key) else { return };
        let same =
            told.as_ref().is_some_and(|told| told.session == now.session && told.statement == now.statement);
        if !same {
            (self.events)(Event::HeldBy { holder: now.clone() });
        }
        *told = Some(now);
    }

    /// `--kill-orphan`: ends the session that held the lock when this run came to it; once, and never one that got the lock afterwards.
    fn end_orphan(&mut self, key: &LockKey, ended: &mut Option<()>) -> Result<(), ApplyError> {
        if !self.options.kill_orphan || ended.replace(()).is_some() {
            return Ok(());
        }
        let message = match self.connection.query(&sql::end_holder(self.dialect, key)) {
            Ok(_) => "the session that held the lock was ended, as asked (--kill-orphan)".to_owned(),
            Err(error @ DatabaseError::ConnectionLost { .. }) => return Err(error.into()),
            // 1094 on MySQL: it is gone from the process list, and rolls back.
            Err(error) => format!("the session that holds the lock can't be ended: {error}"),
        };
        (self.events)(Event::Warning { message });
        Ok(())
    }

    fn lock_not_had(&self, waited: Duration, holder: Option<&LockHolder>) -> ApplyError {
        let database = &self.connection.server().database;
        let seconds = waited.as_secs_f64().max(1.0);
        let holder = holder.map_or_else(|| "another session".to_owned(), ToString::to_string);
        ApplyError::new(
            if self.report.applied.is_empty() { FailureKind::Lock } else { FailureKind::Failed },
            format!(
                "the lock of `{database}` was not had within {seconds:.0} s (lock_wait): {holder} holds it"
            ),
        )
    }

    /// Refuses a lock that keeps nobody out.
    pub(crate) fn prove_lock(&mut self) -> Result<(), ApplyError> {
        let Some(lock) = &self.lock else { return Ok(()) };
        let key = lock.key.clone();
        match prove(self.connection, &key)? {
            LockProof::Real => Ok(()),
            LockProof::NotReal(why) => {
                let database = &self.connection.server().database;
                Err(ApplyError::new(
                    FailureKind::Failed,
                    format!("the lock of a run is not real on `{database}`, so nothing was done: {why}"),
                ))
            }
            LockProof::Unknown(why) => {
                let message =
                    format!("it could not be tried whether the lock of this run keeps others out: {why}");
                (self.events)(Event::Warning { message });
                Ok(())
            }
        }
    }

    /// Writes into the lock's row that this run has it. On MySQL and MariaDB that waits for the end of an orphan's roll-back.
    pub(crate) fn write_fence(&mut self) -> Result<(), ApplyError> {
        let namespace = &self.options.namespace;
        let (owner, host) = self.options.who.split_once('@').unwrap_or((&self.options.who, ""));
        let take = self.sql.take_lock(namespace, owner, host, &When::now());
        let ask = self.sql.fence(namespace);
        let mut wait = Wait::new();
        loop {
            self.stop_if_asked()?;
            match self.connection.execute(&take) {
                Ok(_) => break,
                Err(error) if error.is_busy() && wait.waited() < self.options.lock_wait => wait.nap(),
                Err(error) if error.is_busy() => {
                    return Err(self.lock_failure(wait.waited()).with_source(error));
                }
                Err(error) => return Err(error.into()),
            }
        }
        let fence = self.connection.query(&ask)?.scalar().and_then(|text| text.parse().ok());
        if let Some(lock) = &mut self.lock {
            lock.fence = fence;
        }
        Ok(())
    }

    /// Before anything is written: is this still the session that took the lock, and does it hold it?
    pub(crate) fn confirm_lock(&mut self) -> Result<(), Halt> {
        let Some(lock) = &self.lock else { return Ok(()) };
        let (key, session, fence) = (lock.key.clone(), lock.session.clone(), lock.fence);
        // Before this run has written its fence, there may be no table to read one from.
        let ask = match fence {
            Some(_) => sql::confirm(self.dialect, &key, &self.sql, &self.options.namespace),
            None => format!("SELECT {}", sql::mine(self.dialect, &key)),
        };
        let rows = self.connection.query(&ask)?;
        let value = |column: usize| rows.rows.first().and_then(|row| row.get(column)?.as_deref());
        let why = if value(0) != Some(&session) {
            "the session on the server is another one now"
        } else if !is_true(value(1)) {
            "the server says that this session does not hold it any more"
        } else if value(2).and_then(|text| text.parse().ok()) != fence {
            "another run has taken it meanwhile"
        } else {
            return Ok(());
        };
        self.lock = None;
        let message = format!("the lock of this run is lost ({why}); nothing more was written");
        Err(ApplyError::new(FailureKind::Failed, message).into())
    }

    /// What takes the lock away from its session on MySQL and MariaDB (`COM_RESET_CONNECTION`) has happened, and no statement is under
    /// way: takes it again. If another run was faster, that one goes first.
    pub(crate) fn retake_lock(&mut self) -> Result<(), Halt> {
        let Some(lock) = self.lock.take() else { return Ok(()) };
        self.take_lock()?;
        if let Some(retaken) = &mut self.lock {
            retaken.fence = lock.fence;
        }
        let now = self.connection.query(&self.sql.fence(&self.options.namespace))?;
        if now.scalar().and_then(|text| text.parse().ok()) == lock.fence {
            return Ok(());
        }
        self.write_fence()?;
        self.state_changed()
    }

    /// Gives the lock back. If that fails, the end of the session does.
    pub(crate) fn release_lock(&mut self) {
        if let Some(lock) = self.lock.take() {
            let _ = self.connection.query(&sql::release(self.dialect, &lock.key));
        }
    }
}
