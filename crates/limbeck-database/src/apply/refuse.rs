//! What is refused before anything runs.

use limbeck_sql::Class;
use limbeck_url::DialectName;

use super::unit::{is_atomic, units};
use super::{ApplyError, FailureKind, Place, Step, TransactionMode};
use crate::{Applied, StateNames};

/// A revision that an earlier run left half done must be finished by this one, in the same direction.
pub(super) fn unfinished(applied: &Applied, steps: &[Step]) -> Result<(), ApplyError> {
    for open in applied.unfinished() {
        let continues = |step: &Step| step.revision.id == open.revision && step.direction == open.direction;
        if steps.iter().any(continues) {
            continue;
        }
        let (revision, direction, position) = (&open.revision, open.direction, open.position);
        let mut error = ApplyError::new(
            FailureKind::NeedsRepair,
            format!(
                "revision {revision} is half done: its {direction} stopped at statement {position}, and this command would not go on \
                 with it; finish it with `limbeck {direction}`, or settle it with `limbeck repair {revision}`"
            ),
        );
        error.revision = Some(revision.clone());
        error.direction = Some(direction);
        error.next = Some(format!("limbeck repair {revision}").into());
        return Err(error);
    }
    Ok(())
}

/// Statements that would end our transaction, or worse, and those that write to our own tables. Whoever reads the files refuses the first
/// with a better hint; none slips through.
pub(super) fn statements(steps: &[Step], names: &StateNames) -> Result<(), ApplyError> {
    let own = names.all();
    for step in steps {
        for statement in step.groups.iter().flat_map(|group| &group.statements) {
            let class = &statement.classification;
            // What a statement creates under such a name is a temporary table or an error.
            let touched = class.touched.iter().filter(|object| !class.creates.contains(object));
            let ours = touched
                .map(|object| &object.name)
                .find(|name| own.iter().any(|own| own.eq_ignore_ascii_case(name)));
            let fault = match (statement.class, ours) {
                (Class::Refused, _) => Some("this statement can't be part of a revision".to_owned()),
                (_, Some(name)) => Some(format!(
                    "`{name}` keeps what is applied, and only limbeck writes to it (`limbeck stamp`)"
                )),
                _ => None,
            };
            if let Some(fault) = fault {
                let message = format!("revision {}: {fault}: {}", step.revision.id, statement.sql);
                let mut error = ApplyError::new(FailureKind::Failed, message);
                error.revision = Some(step.revision.id.clone());
                error.direction = Some(step.direction);
                error.place = Some(Box::new(Place {
                    file: step.file.clone(),
                    line: statement.line,
                    column: statement.column,
                    position: u32::try_from(statement.position).unwrap_or(u32::MAX),
                    statement: statement.sql.clone(),
                }));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// `transaction = run` promises all or nothing, and foreign keys can't be switched in the middle of a transaction.
pub(crate) fn more_than_one_transaction(steps: &[Step], dialect: DialectName) -> Result<(), ApplyError> {
    let mut foreign_keys_off = None;
    for step in steps {
        let units = units(step, TransactionMode::Run, dialect);
        let off = units.iter().any(|unit| unit.foreign_keys_off);
        let message = if !is_atomic(&units) || units.len() > 1 {
            "it has statements that can't be part of a transaction"
        } else if !step.groups.is_empty() && *foreign_keys_off.get_or_insert(off) != off {
            "some of the revisions switch foreign keys off and others don't, which can't change within a transaction"
        } else {
            continue;
        };
        let mut error = ApplyError::new(
            FailureKind::Failed,
            format!(
                "revision {} can't be run with `transaction = run`: {message}; use `transaction = revision`",
                step.revision.id
            ),
        );
        error.revision = Some(step.revision.id.clone());
        error.direction = Some(step.direction);
        return Err(error);
    }
    Ok(())
}
