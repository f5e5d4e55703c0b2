//! Recording that a revision failed.

use limbeck_revision::Direction;

use super::engine::Run;
use super::halt::Halt;
use super::unit::Numbered;
use super::{ApplyError, Event, FailureKind, Step, failure};
use crate::{JournalRow, JournalState, When, now};

impl Run<'_> {
    /// Writes to the log that a revision failed, and to the journal where, if something of it is committed.
    ///
    /// The work has been rolled back already, and its error is what matters: that it can't be written down (the disk is full, another
    /// holds the lock) is only told.
    pub(super) fn record_failure(&mut self, step: &Step, error: &ApplyError) {
        if matches!(error.kind, FailureKind::NeedsRepair | FailureKind::Lock) {
            return;
        }
        if self.connection.server().capabilities.run_lock && self.confirm_lock_or_lose_it().is_none() {
            return;
        }
        let why = match self.write_failure(step, error) {
            Ok(()) | Err(Halt::Changed) => return,
            Err(Halt::Busy(why)) => why.to_string(),
            Err(Halt::Failed(why)) => why.to_string(),
        };
        (self.events)(Event::Warning {
            message: format!("the failure could not be written to the log: {why}"),
        });
    }

    /// A run that has lost its lock, or its connection, writes nothing more.
    fn confirm_lock_or_lose_it(&mut self) -> Option<()> {
        self.lock.as_ref()?;
        if self.confirm_lock().is_err() {
            self.lock = None;
        }
        self.lock.as_ref().map(drop)
    }

    fn write_failure(&mut self, step: &Step, error: &ApplyError) -> Result<(), Halt> {
        let (id, direction) = (&step.revision.id, step.direction);
        let action = match direction {
            Direction::Upgrade => "apply",
            Direction::Downgrade => "revert",
        };
        let outcome = if error.kind == FailureKind::Interrupted { "interrupted" } else { "failed" };
        let log = self.log_row(id, action, outcome, Some(error.message.clone()));
        let mut statements = vec![self.sql.append_log(&log, &When::now())];
        let mut after = self.applied.clone();
        let journal = || self.applied.journal(id, direction);
        let unsettled =
            |row: &JournalRow| row.state == JournalState::Intent && self.refused != Some(row.position);
        if self.lock.is_some() && journal().any(unsettled) {
            // What an intent left behind is looked at by the next run.
        } else if journal().any(|row| row.state == JournalState::Done) {
            if let Some(one) = failed_statement(step, error) {
                let mut row = self.journal_row(step, one, JournalState::Failed)?;
                row.finished_at = Some(now());
                row.error = Some(error.message.clone());
                statements.push(self.sql.put_journal(&row));
                after.put_journal(row);
            }
        } else if journal().next().is_some() {
            // An intent alone, and the server has answered: nothing of this revision is there.
            statements.push(self.sql.clear_journal(&self.options.namespace, id, direction));
            after.clear_journal(id, direction);
        }
        self.connection.begin()?;
        let written = statements.iter().try_for_each(|sql| self.connection.execute(sql).map(drop));
        self.end(written.map_err(Halt::from))?;
        self.applied = after;
        Ok(())
    }
}

fn failed_statement<'s>(step: &'s Step, error: &ApplyError) -> Option<Numbered<'s>> {
    failure::numbered(step, error.place.as_ref()?.position)
}
