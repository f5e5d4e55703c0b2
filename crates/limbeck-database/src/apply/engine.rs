//! A run: plan, step by step, plan again when another runner was faster.

use std::time::Instant;

use limbeck_url::DialectName;

use super::halt::Halt;
use super::lock::RunLock;
use super::wait::Wait;
use super::{ApplyError, Event, FailureKind, Planner, Report, RunOptions, Step, TransactionMode, refuse};
use crate::state::{create_in_transaction, qualify, refuse_read_only, state_exists};
use crate::{Applied, Connection, StateNames, StateSql};

/// A connection, and how it is to be worked on.
pub struct Engine<'c> {
    /// The one connection of the run: what it locks, it also works on.
    pub connection: &'c mut dyn Connection,
    /// How.
    pub options: RunOptions,
}

/// Runs what the planner says, and records it.
///
/// Nothing to do costs one query, and takes no lock. Otherwise a server's own lock is held for the whole run, and what is left to do is
/// planned again once it is had. SQLite has none: there every revision is a transaction of its own that looks first whether the state is
/// still what was planned for, and what another runner has done meanwhile is skipped. A revision of several commits is journaled, and
/// carried on with where an earlier run stopped.
///
/// # Errors
///
/// [`ApplyError`]: what happened, where, what is committed, the command that goes on.
pub fn apply(
    engine: &mut Engine<'_>,
    planner: &mut dyn Planner,
    events: &mut dyn FnMut(Event),
) -> Result<Report, ApplyError> {
    let began = Instant::now();
    let mut run = Run::new(engine.connection, &engine.options, events);
    match run.go(planner) {
        Ok(()) => Ok(Report {
            already_done: run.report.applied.is_empty(),
            duration: began.elapsed(),
            ..run.report
        }),
        Err(error) => Err(run.complete(error)),
    }
}

/// What a run knows and does.
pub(crate) struct Run<'r> {
    pub(crate) connection: &'r mut dyn Connection,
    pub(crate) options: &'r RunOptions,
    pub(super) events: &'r mut dyn FnMut(Event),
    /// Where the state tables are.
    pub(crate) names: StateNames,
    pub(crate) sql: StateSql,
    pub(super) dialect: DialectName,
    /// The server's lock, as long as this run holds it.
    pub(super) lock: Option<RunLock>,
    /// A statement has run that may have left something in the session.
    pub(super) traces: bool,
    /// The number of the statement that ran last, in its step.
    pub(super) at: Option<u32>,
    /// The number of the statement outside of a transaction that the server has refused, and that left nothing behind.
    pub(super) refused: Option<u32>,
    /// The state as this run knows it: what it read last, and what it has committed since.
    pub(crate) applied: Applied,
    /// The connection's change token when the state was read.
    token: Option<String>,
    pub(super) report: Report,
    /// The revision whose beginning has been told.
    pub(super) announced: Option<String>,
}

impl<'r> Run<'r> {
    pub(crate) fn new(
        connection: &'r mut dyn Connection,
        options: &'r RunOptions,
        events: &'r mut dyn FnMut(Event),
    ) -> Self {
        let dialect = connection.server().dialect;
        Self {
            connection,
            options,
            events,
            names: options.state.clone(),
            sql: StateSql::new(&options.state, dialect),
            dialect,
            lock: None,
            traces: false,
            at: None,
            refused: None,
            applied: Applied::default(),
            token: None,
            report: Report::default(),
            announced: None,
        }
    }

    fn go(&mut self, planner: &mut dyn Planner) -> Result<(), ApplyError> {
        self.read_state()?;
        let steps = self.plan(planner)?;
        if steps.is_empty() {
            return Ok(());
        }
        self.with_lock(|run| {
            let steps = run.plan_again(planner, steps)?;
            if steps.is_empty() {
                return Ok(());
            }
            run.prepare_state()?;
            run.steps(planner, steps)
        })
    }

    fn steps(&mut self, planner: &mut dyn Planner, mut steps: Vec<Step>) -> Result<(), ApplyError> {
        let whole = self.options.transaction == TransactionMode::Run;
        let mut at = 0;
        let mut wait = Wait::new();
        while let Some(step) = steps.get(at) {
            let outcome = if whole { self.all(&steps) } else { self.step(step) };
            match outcome {
                Ok(()) => {
                    at = if whole { steps.len() } else { at + 1 };
                    wait = Wait::new();
                }
                Err(Halt::Changed) => {
                    let planned = self.plan(planner)?;
                    self.tell_skipped(&steps[at..]);
                    (steps, at) = (planned, 0);
                }
                Err(Halt::Busy(error)) if self.lock.is_some() => {
                    self.back_off(step, error, &mut wait)?;
                }
                Err(Halt::Busy(error)) => {
                    if wait.waited() >= self.options.lock_wait {
                        return Err(self.lock_failure(wait.waited()).with_source(error));
                    }
                    self.stop_if_asked()?;
                    let revision = step.revision.id.clone();
                    (self.events)(Event::Retrying { revision, attempt: wait.tries() + 1 });
                    let before = wait.waited();
                    wait.nap();
                    self.report.waited += wait.waited().saturating_sub(before);
                }
                Err(Halt::Failed(error)) => return Err(*error),
            }
        }
        Ok(())
    }

    /// Does `work` with the lock of the run held, where the server has one.
    pub(crate) fn with_lock<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, ApplyError>,
    ) -> Result<T, ApplyError> {
        if !self.connection.server().capabilities.run_lock {
            return work(self);
        }
        refuse_read_only(self.connection)?;
        self.connection.reset()?;
        self.names = qualify(self.connection, &self.options.state)?;
        self.sql = StateSql::new(&self.names, self.dialect);
        self.set_up_session();
        self.take_lock()?;
        let result = work(self);
        // What went wrong is reported; that the roll-back fails as well would only hide it.
        let _ = self.connection.rollback();
        self.release_lock();
        result
    }

    /// Now that the lock is had: is the plan still right? Usually another runner has done it all.
    fn plan_again(&mut self, planner: &mut dyn Planner, steps: Vec<Step>) -> Result<Vec<Step>, ApplyError> {
        if self.lock.is_none() {
            return Ok(steps);
        }
        match self.state_changed() {
            Ok(()) => Ok(steps),
            Err(Halt::Changed) => {
                let planned = self.plan(planner)?;
                self.tell_skipped(&steps);
                Ok(planned)
            }
            Err(Halt::Busy(error)) => Err(error.into()),
            Err(Halt::Failed(error)) => Err(*error),
        }
    }

    /// Reads the state again, and halts if it is another one.
    pub(super) fn state_changed(&mut self) -> Result<(), Halt> {
        let now = Applied::read(self.connection, &self.names, &self.options.namespace)?;
        let same = now.is_same_as(&self.applied);
        self.applied = now;
        if same { Ok(()) } else { Err(Halt::Changed) }
    }

    pub(crate) fn read_state(&mut self) -> Result<(), ApplyError> {
        self.applied = Applied::read(self.connection, &self.names, &self.options.namespace)?;
        Ok(())
    }

    fn plan(&mut self, planner: &mut dyn Planner) -> Result<Vec<Step>, ApplyError> {
        let steps = planner
            .plan(&self.applied)
            .map_err(|e| ApplyError::new(FailureKind::Failed, e.to_string()).with_source(e))?;
        refuse::unfinished(&self.applied, &steps)?;
        refuse::statements(&steps, &self.options.state)?;
        if self.options.transaction == TransactionMode::Run {
            refuse::more_than_one_transaction(&steps, self.dialect)?;
        }
        if !steps.is_empty() {
            let revisions = steps.iter().map(|step| step.revision.id.clone()).collect();
            (self.events)(Event::Planned { revisions });
        }
        Ok(steps)
    }

    /// Refuses a database that takes no writes and a lock that keeps nobody out, and creates the state tables if they are not there.
    pub(crate) fn prepare_state(&mut self) -> Result<(), ApplyError> {
        refuse_read_only(self.connection)?;
        self.prove_lock()?;
        if !self.applied.initialized {
            self.in_transaction(|run| {
                if !state_exists(run.connection, &run.names)? {
                    create_in_transaction(run.connection, &run.names)?;
                }
                Ok(())
            })?;
            self.applied.initialized = true;
        }
        if self.lock.is_some() { self.write_fence() } else { Ok(()) }
    }

    /// Another runner did these meanwhile.
    fn tell_skipped(&mut self, planned_before: &[Step]) {
        for step in planned_before {
            let wanted = step.direction == limbeck_revision::Direction::Upgrade;
            if self.applied.contains(&step.revision.id) == wanted {
                let (revision, direction) = (step.revision.id.clone(), step.direction);
                self.report.skipped.push(revision.clone());
                (self.events)(Event::Skipped { revision, direction });
            }
        }
    }

    /// Inside a transaction: is the state still what this run knows? If not, reads it and halts.
    pub(super) fn look_again(&mut self) -> Result<(), Halt> {
        if self.lock.is_some() {
            // Nobody else writes it.
            return self.confirm_lock();
        }
        let token = self.connection.change_token()?;
        if token.is_some() && token == self.token {
            return Ok(());
        }
        let now = Applied::read(self.connection, &self.names, &self.options.namespace)?;
        self.token = token;
        if now.is_same_as(&self.applied) {
            return Ok(());
        }
        self.applied = now;
        Err(Halt::Changed)
    }

    /// Begins a transaction; waits for other runners, and looks up now and then: somebody may have asked to stop.
    pub(crate) fn begin(&mut self) -> Result<(), Halt> {
        const TELL_EVERY: u128 = 1000;
        let mut wait = Wait::new();
        let mut told = None;
        loop {
            self.stop_if_asked()?;
            if self.connection.try_begin()? {
                self.report.waited += if wait.tries() > 0 { wait.waited() } else { Default::default() };
                return Ok(());
            }
            let waited = wait.waited();
            if waited >= self.options.lock_wait {
                self.report.waited += waited;
                return Err(self.lock_failure(waited).into());
            }
            let second = waited.as_millis() / TELL_EVERY;
            if told != Some(second) {
                told = Some(second);
                (self.events)(Event::Waiting { waited });
            }
            wait.nap();
        }
    }

    /// Does `work` in one transaction, again as a whole if another's lock was in the way.
    pub(crate) fn in_transaction<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, Halt>,
    ) -> Result<T, ApplyError> {
        let mut wait = Wait::new();
        loop {
            let outcome = self.begin().and_then(|()| {
                let outcome = self.confirm_lock().and_then(|()| work(self));
                self.end(outcome)
            });
            match outcome {
                Ok(value) => return Ok(value),
                Err(Halt::Busy(error)) if wait.waited() >= self.options.lock_wait => {
                    return Err(self.lock_failure(wait.waited()).with_source(error));
                }
                Err(Halt::Busy(_) | Halt::Changed) => {
                    self.stop_if_asked()?;
                    wait.nap();
                }
                Err(Halt::Failed(error)) => return Err(*error),
            }
        }
    }

    /// Commits what went well, rolls back the rest.
    pub(crate) fn end<T>(&mut self, outcome: Result<T, Halt>) -> Result<T, Halt> {
        let outcome = outcome.and_then(|value| match self.connection.commit() {
            Ok(()) => Ok(value),
            Err(error) => Err(Halt::from(error)),
        });
        if outcome.is_err() {
            // What went wrong is reported; that the roll-back fails as well (the connection is gone) would only hide it.
            let _ = self.connection.rollback();
        }
        outcome
    }

    pub(crate) fn stop_if_asked(&self) -> Result<(), ApplyError> {
        if self.options.stopped() {
            Err(ApplyError::new(FailureKind::Interrupted, "stopped before the next statement, as asked"))
        } else {
            Ok(())
        }
    }
}
