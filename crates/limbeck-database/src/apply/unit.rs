//! How the statements of a revision are committed.

use limbeck_revision::PlannedStatement;
use limbeck_sql::Class;
use limbeck_url::DialectName;

use super::{Step, TransactionMode};

/// A statement and its number in the revision, from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbered<'s> {
    pub(crate) position: u32,
    pub(crate) statement: &'s PlannedStatement,
}

impl Numbered<'_> {
    /// Changes the session only: not journaled, run again when a revision is resumed.
    pub(crate) fn is_session(&self) -> bool {
        self.statement.class == Class::Session
    }
}

/// What is done in one go.
#[derive(Clone, Debug)]
pub(crate) enum Work<'s> {
    /// Committed together.
    Together(Vec<Numbered<'s>>),
    /// Runs outside of any transaction, between its intent and its `done`.
    Outside(Numbered<'s>),
    /// Changes the session only; outside of any transaction, run again whenever the revision is resumed.
    Replay(Numbered<'s>),
}

/// What is done in one go, and with which foreign keys.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'s> {
    pub(crate) work: Work<'s>,
    /// Foreign keys are off, from before the transaction to after it.
    pub(crate) foreign_keys_off: bool,
    /// The last transaction with foreign keys off: they are checked before it is committed.
    pub(crate) check_foreign_keys: bool,
    /// The revision's row is written along with it.
    pub(crate) finishes: bool,
}

/// Cuts a step into units. The last one finishes the revision, and is empty if no transaction of the revision's own comes last.
pub(crate) fn units(step: &Step, mode: TransactionMode, dialect: DialectName) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut position = 0;
    for group in &step.groups {
        let numbered: Vec<Numbered<'_>> = group
            .statements
            .iter()
            .map(|statement| {
                position += 1;
                Numbered { position, statement }
            })
            .collect();
        // Half a rebuilt table is of no use to anybody, so that group stays whole in any mode.
        let whole = group.transaction && (mode != TransactionMode::Off || group.foreign_keys_off);
        let mut push = |work| {
            units.push(Unit {
                work,
                foreign_keys_off: group.foreign_keys_off,
                check_foreign_keys: false,
                finishes: false,
            });
        };
        if whole {
            push(Work::Together(numbered));
        } else {
            for one in numbered {
                push(alone(one, dialect));
            }
        }
    }
    mark_checks(&mut units);
    match units.last_mut() {
        Some(last) if matches!(last.work, Work::Together(_)) => last.finishes = true,
        _ => units.push(Unit {
            work: Work::Together(Vec::new()),
            foreign_keys_off: false,
            check_foreign_keys: false,
            finishes: true,
        }),
    }
    units
}

/// In a row of units without foreign keys, the tables are whole again at the end only: there the keys are checked.
fn mark_checks(units: &mut [Unit<'_>]) {
    let mut checked = false;
    for unit in units.iter_mut().rev() {
        if !unit.foreign_keys_off {
            checked = false;
        } else if !checked && matches!(unit.work, Work::Together(_)) {
            unit.check_foreign_keys = true;
            checked = true;
        }
    }
}

/// How a statement runs that has no group to run with.
fn alone(one: Numbered<'_>, dialect: DialectName) -> Work<'_> {
    match one.statement.class {
        Class::Session => Work::Replay(one),
        // What SQLite refuses inside a transaction is VACUUM, and what sets up the connection or the file (ATTACH, PRAGMA): a resumed
        // run needs the latter again.
        Class::Alone if dialect == DialectName::Sqlite && !starts_with_vacuum(&one.statement.sql) => {
            Work::Replay(one)
        }
        Class::Alone => Work::Outside(one),
        Class::Transactional | Class::Barrier | Class::Refused => Work::Together(vec![one]),
    }
}

fn starts_with_vacuum(sql: &str) -> bool {
    sql.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("vacuum"))
}

/// Whether a revision is committed in one go, so that nothing needs to be journaled.
pub(crate) fn is_atomic(units: &[Unit<'_>]) -> bool {
    let commits = |unit: &&Unit<'_>| !matches!(unit.work, Work::Replay(_));
    units.iter().filter(commits).count() == 1
}
