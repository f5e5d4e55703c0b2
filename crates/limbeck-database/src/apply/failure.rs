//! Putting a failure into words: what, where, what is committed, how to go on.

use std::time::Duration;

use limbeck_revision::Direction;

use super::engine::Run;
use super::unit::Numbered;
use super::{ApplyError, FailureKind, Place, Step};
use crate::{DatabaseError, JournalRow, JournalState};

impl Run<'_> {
    /// The lock was not had in time. If this run has committed something before, it has failed rather than done nothing.
    pub(super) fn lock_failure(&self, waited: Duration) -> ApplyError {
        let kind = if self.report.applied.is_empty() { FailureKind::Lock } else { FailureKind::Failed };
        ApplyError::new(
            kind,
            format!(
                "another connection kept `{}` locked for {:.0} s (lock_wait)",
                self.connection.server().database,
                waited.as_secs_f64().max(1.0)
            ),
        )
    }

    /// Adds what a run as a whole knows.
    pub(crate) fn complete(&self, mut error: ApplyError) -> ApplyError {
        let done = |direction| match direction {
            Direction::Upgrade => "is applied",
            Direction::Downgrade => "is taken back",
        };
        error.committed = self
            .report
            .applied
            .iter()
            .map(|one| format!("revision {} {}", one.revision, done(one.direction)))
            .collect();
        for open in self.applied.unfinished() {
            let positions: Vec<u32> = self
                .applied
                .journal(&open.revision, open.direction)
                .filter(|row| row.state == JournalState::Done)
                .map(|row| row.position)
                .collect();
            if let Some(last) = positions.last() {
                error.committed.push(format!(
                    "revision {}: its {} is committed up to statement {last}",
                    open.revision, open.direction
                ));
            }
        }
        error.next.get_or_insert_with(|| self.options.command.as_str().into());
        error
    }
}

/// The database refused a statement of a revision.
pub(super) fn statement_failed(step: &Step, one: Numbered<'_>, error: DatabaseError) -> ApplyError {
    let interrupted = matches!(error, DatabaseError::Interrupted);
    let kind = if interrupted { FailureKind::Interrupted } else { FailureKind::Failed };
    let offset = error.server_error().and_then(|words| words.offset);
    let mut failure = ApplyError::new(
        kind,
        format!(
            "statement {} of the {} of revision {} failed: {error}",
            one.position, step.direction, step.revision.id
        ),
    );
    failure.place = Some(Box::new(place(step, one, offset)));
    failure.of(step).with_source(error)
}

/// The work was done, but can't be committed as it is.
pub(super) fn step_failed(step: &Step, message: &str) -> ApplyError {
    let message = format!("the {} of revision {} failed: {message}", step.direction, step.revision.id);
    ApplyError::new(FailureKind::Failed, message).of(step)
}

/// The journal and the file don't agree on what has run.
pub(super) fn file_changed(step: &Step, row: &JournalRow, now: Option<Numbered<'_>>) -> ApplyError {
    let (id, direction, position) = (&step.revision.id, step.direction, row.position);
    let ran = match row.state {
        JournalState::Intent => "may have run",
        JournalState::Done | JournalState::Failed => "has run",
    };
    let now_reads = now.map_or_else(
        || "the file has no such statement any more".to_owned(),
        |one| format!("now it reads `{}`", shorten(&one.statement.sql)),
    );
    let mut error = ApplyError::new(
        FailureKind::NeedsRepair,
        format!(
            "revision {id} is half done, and its file has changed since: statement {position} of its {direction} {ran} as \
             `{}`, and {now_reads}; put the statement back as it was, or settle it with `limbeck repair {id}`",
            shorten(&row.statement)
        ),
    )
    .of(step);
    error.place = now.map(|one| Box::new(place(step, one, None)));
    error.next = Some(format!("limbeck repair {id}").into());
    error
}

/// What became of a statement can't be told from the database.
pub(super) fn needs_person(
    step: &Step,
    row: &JournalRow,
    now: Option<Numbered<'_>>,
    why: &str,
) -> ApplyError {
    let (id, direction, position) = (&step.revision.id, step.direction, row.position);
    let mut error = ApplyError::new(
        FailureKind::NeedsRepair,
        format!(
            "revision {id} is half done: an earlier run had begun statement {position} of its {direction}, `{}`, and whether it has run \
             can't be told: {why}. Look at the database, then say it: `limbeck repair {id} --assume-done` or `limbeck repair {id} --redo`",
            shorten(&row.statement)
        ),
    )
    .of(step);
    error.place = now.map(|one| Box::new(place(step, one, None)));
    error.next = Some(format!("limbeck repair {id}").into());
    error
}

/// The connection is gone, or the lock is: nothing more is written, and what the last statement did is not known.
pub(super) fn cut_off(step: &Step, one: Numbered<'_>, error: DatabaseError) -> ApplyError {
    let mut failure = ApplyError::new(
        FailureKind::Failed,
        format!(
            "the connection was lost in statement {} of the {} of revision {} ({error}); whether it has run is not known yet, and the \
             server may still be at it: the next run waits for its end, looks, and goes on",
            one.position, step.direction, step.revision.id
        ),
    );
    failure.place = Some(Box::new(place(step, one, None)));
    failure.of(step).with_source(error)
}

impl ApplyError {
    pub(super) fn of(mut self, step: &Step) -> Self {
        self.revision = Some(step.revision.id.clone());
        self.direction = Some(step.direction);
        self
    }
}

/// Where a statement stands; with an offset into it, the line and column that this means in the file.
fn place(step: &Step, one: Numbered<'_>, offset: Option<usize>) -> Place {
    let statement = one.statement;
    let before = offset.and_then(|offset| statement.sql.get(..offset)).unwrap_or_default();
    let (line, column) = match before.rsplit_once('\n') {
        Some((lines, last)) => (statement.line + lines.matches('\n').count() + 1, last.chars().count() + 1),
        None => (statement.line, statement.column + before.chars().count()),
    };
    Place { file: step.file.clone(), line, column, position: one.position, statement: statement.sql.clone() }
}

/// The first line of a statement, not too long for a message.
fn shorten(sql: &str) -> String {
    const LONGEST: usize = 80;
    let first = sql.lines().next().unwrap_or_default().trim_end();
    let short: String = first.chars().take(LONGEST).collect();
    if short.len() < sql.trim_end().len() { format!("{short} …") } else { short }
}

/// A statement by its number in the step.
pub(super) fn numbered(step: &Step, position: u32) -> Option<Numbered<'_>> {
    let index = usize::try_from(position).ok()?.checked_sub(1)?;
    let statement = step.groups.iter().flat_map(|group| &group.statements).nth(index)?;
    Some(Numbered { position, statement })
}
