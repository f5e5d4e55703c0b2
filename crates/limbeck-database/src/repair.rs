//! What a person decides about a revision that is half done.

use limbeck_revision::{Direction, PlannedStatement};

use crate::apply::{Halt, Run, statement_hash};
use crate::{ApplyError, Engine, Event, FailureKind, JournalRow, JournalState, When, now};

/// What a person decides.
#[derive(Clone, Debug)]
pub enum Repair<'s> {
    /// The statement has run, whatever the journal says; or it has run, and this is how the file has it now.
    AssumeDone {
        /// The revision.
        revision: String,
        /// Which way.
        direction: Direction,
        /// The statement as the file has it; its position says which one.
        statement: &'s PlannedStatement,
    },
    /// The statement is to run again.
    Redo {
        /// The revision.
        revision: String,
        /// Which way.
        direction: Direction,
        /// The number of the statement.
        position: u32,
    },
    /// Nothing of the revision is there any more (somebody has undone it by hand): it is begun anew.
    Forget {
        /// The revision.
        revision: String,
        /// Which way.
        direction: Direction,
    },
    /// The file of an applied revision was changed, and the change is fine.
    AcceptFile {
        /// The revision.
        revision: String,
        /// The checksum of the file as it is.
        checksum: String,
        /// Its down text.
        downgrade: Option<String>,
    },
}

/// Writes what a person has decided, in one transaction, with a line in the log.
///
/// # Errors
///
/// [`ApplyError`] if there is nothing of the kind to decide, or the database refuses; then nothing is written.
pub fn repair(
    engine: &mut Engine<'_>,
    repair: &Repair<'_>,
    events: &mut dyn FnMut(Event),
) -> Result<(), ApplyError> {
    let mut run = Run::new(engine.connection, &engine.options, events);
    let result = run.read_state().and_then(|()| {
        run.with_lock(|run| {
            run.prepare_state()?;
            run.in_transaction(|run| {
                run.read_state()?;
                run.write_repair(repair)
            })
        })
    });
    result.map_err(|error| run.complete(error))
}

impl Run<'_> {
    fn write_repair(&mut self, repair: &Repair<'_>) -> Result<(), Halt> {
        let namespace = self.options.namespace.clone();
        let (revision, sql, detail) = match repair {
            Repair::AssumeDone { revision, direction, statement } => {
                let position = u32::try_from(statement.position).unwrap_or(u32::MAX);
                let begun = self.begun(revision, *direction)?;
                let row = JournalRow {
                    position,
                    statement: statement.sql.clone(),
                    statement_hash: statement_hash(&statement.sql),
                    class: statement.class.as_str().to_owned(),
                    state: JournalState::Done,
                    finished_at: Some(now()),
                    error: None,
                    ..begun
                };
                let detail = format!("statement {position} of the {direction} is taken as done");
                (revision, self.sql.put_journal(&row), detail)
            }
            Repair::Redo { revision, direction, position } => {
                self.begun(revision, *direction)?;
                if !self.applied.journal(revision, *direction).any(|row| row.position == *position) {
                    let message = format!(
                        "statement {position} of revision {revision} is not in the journal: it has not run"
                    );
                    return Err(ApplyError::new(FailureKind::Failed, message).into());
                }
                let sql = self.sql.delete_journal(&namespace, revision, *direction, *position);
                (revision, sql, format!("statement {position} of the {direction} will run again"))
            }
            Repair::Forget { revision, direction } => {
                self.begun(revision, *direction)?;
                let sql = self.sql.clear_journal(&namespace, revision, *direction);
                (revision, sql, format!("the {direction} will begin anew"))
            }
            Repair::AcceptFile { revision, checksum, downgrade } => {
                let Some(row) = self.applied.get(revision) else {
                    let message =
                        format!("revision {revision} is not applied, so there is no record of its file");
                    return Err(ApplyError::new(FailureKind::Failed, message).into());
                };
                let detail = format!("checksum {} becomes {checksum}", row.checksum);
                let sql = self.sql.accept_file(&namespace, revision, checksum, downgrade.as_deref());
                (revision, sql, detail)
            }
        };
        self.connection.execute(&sql)?;
        let log = self.log_row(revision, "repair", "done", Some(detail));
        self.connection.execute(&self.sql.append_log(&log, &When::now()))?;
        Ok(())
    }

    /// A row of the journal of a revision that is half done.
    fn begun(&self, revision: &str, direction: Direction) -> Result<JournalRow, Halt> {
        self.applied.journal(revision, direction).last().cloned().ok_or_else(|| {
            let message = format!(
                "revision {revision} has no {direction} that is half done; there is nothing to repair"
            );
            ApplyError::new(FailureKind::Failed, message).into()
        })
    }
}
