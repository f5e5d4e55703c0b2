//! Recording without running.

use crate::apply::{Halt, PlanFailure, Run};
use crate::{Applied, AppliedRow, ApplyError, Engine, Event, FailureKind, RowKind, When, now};

/// What is to be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Revisions that count as applied from now on; `kind` says how they came here, the time is set by [`stamp`].
    pub insert: Vec<AppliedRow>,
    /// The ids of revisions that no longer count as applied.
    pub delete: Vec<String>,
}

/// Records revisions as applied or not applied, all in one transaction, without running anything. The state tables are created if they
/// don't exist.
///
/// What is to be recorded is asked twice: before anything is written, and inside the transaction, of the set as it is then.
///
/// # Errors
///
/// [`ApplyError`]; then nothing is recorded. One of its kinds is a revision that is half done: it needs to be finished or repaired first.
pub fn stamp(
    engine: &mut Engine<'_>,
    decide: &mut dyn FnMut(&Applied) -> Result<Stamp, PlanFailure>,
    events: &mut dyn FnMut(Event),
) -> Result<Stamp, ApplyError> {
    let mut run = Run::new(engine.connection, &engine.options, events);
    run.go_stamp(decide).map_err(|error| run.complete(error))
}

impl Run<'_> {
    fn go_stamp(
        &mut self,
        decide: &mut dyn FnMut(&Applied) -> Result<Stamp, PlanFailure>,
    ) -> Result<Stamp, ApplyError> {
        self.read_state()?;
        self.decide(decide)?;
        self.with_lock(|run| {
            run.prepare_state()?;
            run.in_transaction(|run| {
                run.read_state()?;
                let stamp = run.decide(decide)?;
                run.write_stamp(&stamp)?;
                Ok(stamp)
            })
        })
    }

    fn decide(
        &self,
        decide: &mut dyn FnMut(&Applied) -> Result<Stamp, PlanFailure>,
    ) -> Result<Stamp, ApplyError> {
        let stamp = decide(&self.applied)
            .map_err(|e| ApplyError::new(FailureKind::Failed, e.to_string()).with_source(e))?;
        let stamped = |id: &str| {
            stamp.delete.iter().any(|known| known == id) || stamp.insert.iter().any(|row| row.revision == id)
        };
        if let Some(open) = self.applied.unfinished().into_iter().find(|open| stamped(&open.revision)) {
            let id = &open.revision;
            let mut error = ApplyError::new(
                FailureKind::NeedsRepair,
                format!(
                    "revision {id} is half done (its {} stopped at statement {}), so it can't be stamped; finish it, or settle it with \
                     `limbeck repair {id}`",
                    open.direction, open.position
                ),
            );
            error.revision = Some(id.clone());
            error.next = Some(format!("limbeck repair {id}").into());
            return Err(error);
        }
        Ok(stamp)
    }

    fn write_stamp(&mut self, stamp: &Stamp) -> Result<(), Halt> {
        let namespace = &self.options.namespace;
        let at = When::At(now());
        let mut statements = Vec::new();
        for id in &stamp.delete {
            statements.push(self.sql.delete_revision(namespace, id));
            statements.push(self.sql.append_log(&self.log_row(id, "unstamp", "done", None), &at));
        }
        for row in &stamp.insert {
            if self.applied.contains(&row.revision) {
                statements.push(self.sql.delete_revision(namespace, &row.revision));
            }
            let row = AppliedRow { namespace: namespace.clone(), ..row.clone() };
            statements.push(self.sql.insert_revision(&row, &at));
            let action = if row.kind == RowKind::Adopt { "adopt" } else { "stamp" };
            statements.push(self.sql.append_log(&self.log_row(&row.revision, action, "done", None), &at));
        }
        for statement in statements {
            self.connection.execute(&statement)?;
        }
        Ok(())
    }
}
