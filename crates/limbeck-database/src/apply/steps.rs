//! One revision, from its first statement to its row.

use std::time::Instant;

use limbeck_revision::Direction;
use limbeck_url::DialectName;

use super::engine::Run;
use super::foreign_keys::{self, Violations};
use super::halt::Halt;
use super::hash::statement_hash;
use super::session::leaves_traces;
use super::settle::{Object, Verdict};
use super::unit::{Numbered, Unit, Work, is_atomic, units};
use super::{Done, Event, Step, TransactionMode, failure};
use crate::{AppliedRow, DatabaseError, JournalRow, JournalState, LogRow, RowKind, When, now};

/// What a transaction will have changed once it is committed.
#[derive(Default)]
struct Outcome {
    journal: Vec<JournalRow>,
    /// The finished revision; its row, when it was applied.
    finished: Option<(Done, Option<AppliedRow>)>,
}

/// What is known of the step at hand, besides its text.
struct Progress {
    began: Instant,
    /// It has more than one commit, or an earlier run has begun it.
    journaled: bool,
    /// What foreign keys were violated before they were switched off.
    violations: Option<Violations>,
}

impl Run<'_> {
    /// Goes through one revision; on an error of it, writes that to the log.
    pub(super) fn step(&mut self, step: &Step) -> Result<(), Halt> {
        let outcome = self.step_units(step);
        if let Err(Halt::Failed(error)) = &outcome {
            self.record_failure(step, error);
        }
        outcome
    }

    fn step_units(&mut self, step: &Step) -> Result<(), Halt> {
        self.stop_if_asked()?;
        let began = Instant::now();
        (self.at, self.refused) = (None, None);
        self.fresh_session()?;
        let units = units(step, self.options.transaction, self.dialect);
        self.settle(step)?;
        self.compare_with_journal(step)?;
        let resumed = self.applied.journal(&step.revision.id, step.direction).next().is_some();
        let mut progress = Progress { began, journaled: resumed || !is_atomic(&units), violations: None };
        for unit in &units {
            match &unit.work {
                Work::Replay(one) => self.execute(step, *one)?,
                Work::Outside(one) if self.is_done(step, *one) => {}
                Work::Outside(one) => self.outside(step, *one)?,
                Work::Together(all) if !unit.finishes && self.all_done(step, all) => {
                    for one in all.iter().filter(|one| one.is_session()) {
                        self.execute(step, *one)?;
                    }
                }
                Work::Together(all) => self.together(step, unit, all, &mut progress)?,
            }
        }
        Ok(())
    }

    /// The whole run in one transaction. What may be in it has been checked when it was planned.
    pub(super) fn all(&mut self, steps: &[Step]) -> Result<(), Halt> {
        self.stop_if_asked()?;
        (self.at, self.refused) = (None, None);
        self.fresh_session()?;
        let off = steps.iter().any(|step| step.groups.iter().any(|group| group.foreign_keys_off));
        let mut failed = None;
        let outcomes = self.with_foreign_keys(off, |run| {
            run.begin()?;
            let outcome = run.all_inside(steps, off, &mut failed);
            run.end(outcome)
        });
        match outcomes {
            Ok(outcomes) => {
                outcomes.into_iter().for_each(|outcome| self.committed(outcome));
                Ok(())
            }
            Err(halt) => {
                if let (Halt::Failed(error), Some(step)) = (&halt, failed) {
                    self.record_failure(step, error);
                }
                Err(halt)
            }
        }
    }

    fn all_inside<'s>(
        &mut self,
        steps: &'s [Step],
        off: bool,
        failed: &mut Option<&'s Step>,
    ) -> Result<Vec<Outcome>, Halt> {
        self.look_again()?;
        let violations = if off { Some(Violations::look(self.connection)?) } else { None };
        let mut outcomes = Vec::new();
        for step in steps {
            *failed = Some(step);
            let mut progress = Progress {
                began: Instant::now(),
                journaled: self.applied.journal(&step.revision.id, step.direction).next().is_some(),
                violations: violations.clone(),
            };
            self.compare_with_journal(step)?;
            for unit in units(step, TransactionMode::Run, self.dialect) {
                if let Work::Together(all) = &unit.work {
                    outcomes.push(self.inside(step, &unit, all, &mut progress)?);
                }
            }
        }
        Ok(outcomes)
    }

    /// Statements that are committed together, in a transaction of their own.
    fn together(
        &mut self,
        step: &Step,
        unit: &Unit<'_>,
        all: &[Numbered<'_>],
        progress: &mut Progress,
    ) -> Result<(), Halt> {
        let outcome = self.with_foreign_keys(unit.foreign_keys_off, |run| {
            run.begin()?;
            let outcome = run.look_again().and_then(|()| run.inside(step, unit, all, progress));
            run.end(outcome).map_err(|halt| name_step(step, halt))
        })?;
        self.committed(outcome);
        Ok(())
    }

    /// Does `work` with foreign keys as wanted, and switches them on again whatever happens.
    fn with_foreign_keys<T>(
        &mut self,
        off: bool,
        work: impl FnOnce(&mut Self) -> Result<T, Halt>,
    ) -> Result<T, Halt> {
        if !off {
            return work(self);
        }
        foreign_keys::switch(self.connection, false)?;
        let result = work(self);
        let restored = foreign_keys::switch(self.connection, true);
        let value = result?;
        restored?;
        Ok(value)
    }

    /// Inside a transaction: runs the statements of a unit and records them.
    fn inside(
        &mut self,
        step: &Step,
        unit: &Unit<'_>,
        all: &[Numbered<'_>],
        progress: &mut Progress,
    ) -> Result<Outcome, Halt> {
        self.announce(step);
        if unit.foreign_keys_off && progress.violations.is_none() {
            progress.violations = Some(Violations::look(self.connection)?);
        }
        let mut outcome = Outcome::default();
        for one in all {
            if !one.is_session() && self.is_done(step, *one) {
                continue;
            }
            let started = now();
            self.execute(step, *one)?;
            if !self.connection.in_transaction() {
                let message = format!("statement {} ended the transaction that it was part of", one.position);
                return Err(failure::step_failed(step, &message).into());
            }
            if progress.journaled && !unit.finishes && !one.is_session() {
                let mut row = self.journal_row(step, *one, JournalState::Done)?;
                row.started_at = Some(started);
                row.finished_at = Some(now());
                self.connection.execute(&self.sql.put_journal(&row))?;
                outcome.journal.push(row);
            }
        }
        if unit.check_foreign_keys {
            self.check_foreign_keys(step, progress)?;
        }
        if unit.finishes {
            outcome.finished = Some(self.finish(step, progress)?);
        }
        Ok(outcome)
    }

    fn check_foreign_keys(&mut self, step: &Step, progress: &Progress) -> Result<(), Halt> {
        let now = Violations::look(self.connection)?;
        let before = progress.violations.as_ref().unwrap_or(&now);
        match now.new_since(before) {
            Some(text) => {
                Err(failure::step_failed(step, &format!("foreign keys are violated: {text}")).into())
            }
            None => Ok(()),
        }
    }

    /// Inside the last transaction of a revision: its row, the log, the end of its journal.
    fn finish(&mut self, step: &Step, progress: &Progress) -> Result<(Done, Option<AppliedRow>), Halt> {
        let (id, direction) = (&step.revision.id, step.direction);
        let options = self.options;
        let duration = progress.began.elapsed();
        let at = now();
        let mut statements = Vec::new();
        let (row, action) = match direction {
            Direction::Upgrade => {
                let mut row =
                    step.revision.row(&options.namespace, RowKind::Upgrade, &options.who, &options.tool);
                row.duration_ms = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
                row.applied_at.clone_from(&at);
                statements.push(self.sql.insert_revision(&row, &When::At(at.clone())));
                (Some(row), "apply")
            }
            Direction::Downgrade => {
                statements.push(self.sql.delete_revision(&options.namespace, id));
                (None, "revert")
            }
        };
        if progress.journaled {
            statements.push(self.sql.clear_journal(&options.namespace, id, direction));
        }
        let log = self.log_row(id, action, "done", None);
        statements.push(self.sql.append_log(&log, &When::At(at)));
        self.write(&statements)?;
        Ok((Done { revision: id.clone(), direction, duration }, row))
    }

    /// Runs statements on the state tables; in one round trip where several in one text lose no errors.
    fn write(&mut self, statements: &[String]) -> Result<(), DatabaseError> {
        if self.dialect == DialectName::PostgreSql {
            return self.connection.execute(&statements.join(";\n")).map(drop);
        }
        statements.iter().try_for_each(|sql| self.connection.execute(sql).map(drop))
    }

    /// A statement that can't be in a transaction: what it touches and the intent, the statement, done.
    fn outside(&mut self, step: &Step, one: Numbered<'_>) -> Result<(), Halt> {
        self.announce(step);
        let mut row = self.journal_row(step, one, JournalState::Intent)?;
        row.started_at = Some(now());
        if self.lock.is_some() {
            let objects = self.look_at_objects(&one.statement.sql)?;
            self.warn_of_blindness(one, objects.as_deref());
            row.before_hash = objects.as_deref().map(Object::hash);
            row.objects = objects.as_deref().map(Object::write);
        }
        self.write_journal(row.clone())?;
        if let Err(halt) = self.execute(step, one) {
            return Err(self.not_done(step, one, &row, halt));
        }
        row.state = JournalState::Done;
        row.finished_at = Some(now());
        self.write_journal(row)
    }

    /// A statement outside of a transaction did not come to its end: did it leave anything behind? What it did is cleaned up if that can
    /// be done; else its intent stays, and the next run settles it.
    fn not_done(&mut self, step: &Step, one: Numbered<'_>, row: &JournalRow, halt: Halt) -> Halt {
        if self.lock.is_none() {
            return halt;
        }
        let halt = match halt {
            // DDL on MySQL and MariaDB is rolled back whole.
            Halt::Busy(error) if !self.connection.server().capabilities.transactional_ddl => {
                return Halt::Busy(error);
            }
            Halt::Busy(error) => self.blocked(step, one, error).into(),
            other => other,
        };
        let interrupted =
            matches!(&halt, Halt::Failed(error) if error.kind == super::FailureKind::Interrupted);
        if !interrupted && matches!(self.verdict(row, None), Ok(Verdict::RunAgain)) {
            self.refused = Some(one.position);
        }
        halt
    }

    fn write_journal(&mut self, row: JournalRow) -> Result<(), Halt> {
        if self.lock.is_some() {
            // One statement is its own transaction.
            self.confirm_lock()?;
            self.connection.execute(&self.sql.put_journal(&row))?;
        } else {
            self.begin()?;
            let written = self
                .look_again()
                .and_then(|()| Ok(self.connection.execute(&self.sql.put_journal(&row)).map(drop)?));
            self.end(written)?;
        }
        self.committed(Outcome { journal: vec![row], finished: None });
        Ok(())
    }

    fn execute(&mut self, step: &Step, one: Numbered<'_>) -> Result<(), Halt> {
        self.stop_if_asked().map_err(|error| error.of(step))?;
        let statement = one.statement;
        (self.events)(Event::Statement {
            revision: step.revision.id.clone(),
            position: one.position,
            sql: statement.sql.clone(),
            line: statement.line,
        });
        self.traces |= leaves_traces(statement, self.dialect);
        self.at = Some(one.position);
        let result = self.connection.execute(&statement.sql);
        for notice in self.connection.take_notices() {
            (self.events)(Event::Warning { message: format!("{}: {}", notice.severity, notice.message) });
        }
        match result {
            Ok(_) => Ok(()),
            Err(error) => Err(self.statement_error(step, one, error)),
        }
    }

    fn statement_error(&mut self, step: &Step, one: Numbered<'_>, error: DatabaseError) -> Halt {
        if error.is_busy() {
            return Halt::Busy(error);
        }
        if self.lock.is_none() {
            return failure::statement_failed(step, one, error).into();
        }
        let ended = matches!(error, DatabaseError::Interrupted) && !self.options.stopped();
        if (ended || error.is_lost()) && !self.is_connected() {
            self.lock = None;
            return failure::cut_off(step, one, error).into();
        }
        let mut failure = failure::statement_failed(step, one, error);
        if ended {
            // Nobody has asked this run to stop: somebody has ended the statement on the server.
            failure.kind = super::FailureKind::Failed;
        }
        failure.into()
    }

    /// Whether the server still answers. In a transaction that has failed it does so with an error.
    fn is_connected(&mut self) -> bool {
        match self.connection.query("SELECT 1") {
            Ok(_) => true,
            Err(error) => !error.is_lost(),
        }
    }

    /// What is committed is known from now on.
    fn committed(&mut self, outcome: Outcome) {
        outcome.journal.into_iter().for_each(|row| self.applied.put_journal(row));
        let Some((done, row)) = outcome.finished else { return };
        self.applied.clear_journal(&done.revision, done.direction);
        match row {
            Some(row) => self.applied.insert(row),
            None => self.applied.remove(&done.revision),
        }
        let (revision, direction, duration) = (done.revision.clone(), done.direction, done.duration);
        (self.events)(Event::Finished { revision, direction, duration });
        self.report.applied.push(done);
    }

    /// What has run must still stand in the file as it ran.
    fn compare_with_journal(&self, step: &Step) -> Result<(), Halt> {
        let statements: Vec<_> = step.groups.iter().flat_map(|group| &group.statements).collect();
        for row in self.applied.journal(&step.revision.id, step.direction) {
            let now = usize::try_from(row.position)
                .ok()
                .and_then(|position| statements.get(position.checked_sub(1)?))
                .map(|statement| Numbered { position: row.position, statement });
            let same = now.is_some_and(|one| statement_hash(&one.statement.sql) == row.statement_hash);
            // What the server refused has left nothing behind: correcting it is the way to go on.
            if !same && row.state != JournalState::Failed {
                return Err(failure::file_changed(step, row, now).into());
            }
        }
        Ok(())
    }

    fn is_done(&self, step: &Step, one: Numbered<'_>) -> bool {
        self.applied
            .journal(&step.revision.id, step.direction)
            .any(|row| row.position == one.position && row.state == JournalState::Done)
    }

    fn all_done(&self, step: &Step, all: &[Numbered<'_>]) -> bool {
        all.iter().all(|one| one.is_session() || self.is_done(step, *one))
    }

    fn announce(&mut self, step: &Step) {
        let id = &step.revision.id;
        if self.announced.as_ref() == Some(id) {
            return;
        }
        self.announced = Some(id.clone());
        (self.events)(Event::Started {
            revision: id.clone(),
            direction: step.direction,
            message: step.revision.message.clone(),
            file: step.file.clone(),
            statements: step.groups.iter().map(|group| group.statements.len()).sum(),
        });
        let resumed = self.applied.unfinished().into_iter().find(|open| open.revision == *id);
        if let Some(open) = resumed {
            (self.events)(Event::Resuming { revision: open.revision, position: open.position });
        }
    }

    pub(super) fn journal_row(
        &mut self,
        step: &Step,
        one: Numbered<'_>,
        state: JournalState,
    ) -> Result<JournalRow, Halt> {
        Ok(JournalRow {
            namespace: self.options.namespace.clone(),
            run: self.options.run.clone(),
            revision: step.revision.id.clone(),
            direction: step.direction,
            position: one.position,
            statement: one.statement.sql.clone(),
            statement_hash: statement_hash(&one.statement.sql),
            class: one.statement.class.as_str().to_owned(),
            state,
            session: Some(self.connection.session()?.0),
            fence: self.lock.as_ref().and_then(|lock| lock.fence),
            objects: None,
            before_hash: None,
            started_at: None,
            finished_at: None,
            error: None,
        })
    }

    pub(crate) fn log_row(
        &self,
        revision: &str,
        action: &str,
        outcome: &str,
        detail: Option<String>,
    ) -> LogRow {
        LogRow {
            namespace: self.options.namespace.clone(),
            revision: revision.to_owned(),
            action: action.to_owned(),
            run: self.options.run.clone(),
            who: self.options.who.clone(),
            tool: self.options.tool.clone(),
            outcome: outcome.to_owned(),
            detail,
        }
    }
}

/// An error of the commit itself (deferred foreign keys are checked there) belongs to the revision.
fn name_step(step: &Step, halt: Halt) -> Halt {
    match halt {
        Halt::Failed(error) if error.revision.is_none() && error.kind == super::FailureKind::Failed => {
            let lost = error
                .source
                .as_deref()
                .and_then(|source| source.downcast_ref::<DatabaseError>())
                .is_some_and(DatabaseError::is_lost);
            let unknown = "; whether it was committed is not known, the next run sees it in the state tables";
            let mut named =
                failure::step_failed(step, &format!("{}{}", error.message, if lost { unknown } else { "" }));
            named.source = error.source;
            named.into()
        }
        other => other,
    }
}
