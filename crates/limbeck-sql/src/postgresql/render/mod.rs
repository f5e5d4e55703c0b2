//! SQL for PostgreSQL.
//!
//! Nearly everything is changed in place. What PostgreSQL refuses to change while something stands on it (a column's type under a view, a key
//! under a foreign key) is made possible by taking what stands there away for a while: [`suspend`].

mod change;
mod column;
mod constraint;
mod grant;
mod index;
mod member;
mod objects;
mod parameter;
mod recreate;
mod routine;
mod sequence;
mod suspend;
mod table;
mod user_type;

use limbeck_catalog::{Catalog, Change, Member, ObjectName, Operation, Sequence, Table, apply};

use self::recreate::Lost;
use self::suspend::Suspended;
use super::PostgreSql;
use super::names::qualified;
use crate::script::{RenderError, Script, ScriptStatement};

/// See [`crate::Render::render`].
pub(super) fn render(operations: &[Operation], before: &Catalog) -> Result<Script, RenderError> {
    let mut renderer = Renderer {
        state: before.clone(),
        operations,
        position: 0,
        script: Script::default(),
        suspended: Suspended::default(),
        lost: Vec::new(),
        ownerless: Vec::new(),
    };
    let last = operations.iter().rposition(takes_things_away);
    for (position, operation) in operations.iter().enumerate() {
        renderer.position = position;
        let first = renderer.script.statements.len();
        renderer.operation(operation)?;
        let statements = renderer.script.statements.get_mut(first..).unwrap_or_default();
        if let Some(destroys) = operation.destroys()
            && let Some(statement) = statements.iter_mut().find(|statement| is_drop(&statement.sql))
        {
            statement.destroys = Some(destroys);
        }
        renderer.give_sequences_their_owners();
        if last.is_some_and(|last| position >= last) {
            renderer.resume()?;
        }
    }
    Ok(renderer.script)
}

fn is_drop(sql: &str) -> bool {
    sql.starts_with("DROP ") || sql.contains(" DROP COLUMN ")
}

/// Whether the operation may need something to be out of its way.
fn takes_things_away(operation: &Operation) -> bool {
    use Change::{Alter, Drop};
    match operation {
        Operation::Column(member) => matches!(member.change, Alter { .. } | Drop(_)),
        Operation::PrimaryKey(member) => matches!(member.change, Drop(_)),
        Operation::Unique(member) => matches!(member.change, Drop(_)),
        Operation::Index(Member { change: Drop(index), .. }) => index.unique,
        Operation::Table(change) => matches!(change, Drop(_)),
        Operation::Type(change) => matches!(change, Alter { .. }),
        Operation::Routine(change) => matches!(change, Alter { .. }),
        Operation::View(change) => matches!(change, Alter { .. } | Drop(_)),
        _ => false,
    }
}

struct Renderer<'a> {
    /// What the database holds at this point of the script.
    state: Catalog,
    operations: &'a [Operation],
    /// The operation at hand.
    position: usize,
    script: Script,
    suspended: Suspended,
    /// What went with a column that is still to come back.
    lost: Vec<(ObjectName, String, Lost)>,
    /// Sequences whose column is still to come.
    ownerless: Vec<Sequence>,
}

impl Renderer<'_> {
    fn push(&mut self, sql: impl Into<String>) {
        self.script.statements.push(ScriptStatement {
            sql: sql.into(),
            operation: self.position,
            destroys: None,
        });
    }

    fn push_all(&mut self, statements: Vec<String>) {
        for statement in statements {
            self.push(statement);
        }
    }

    /// The operations that are still to come.
    fn later(&self) -> &[Operation] {
        self.operations.get(self.position + 1..).unwrap_or_default()
    }

    fn apply(&mut self, operation: &Operation) {
        apply(&mut self.state, operation, &PostgreSql);
    }

    fn table(&self, name: &ObjectName) -> Option<&Table> {
        self.state.table(name)
    }

    fn table_mut(&mut self, name: &ObjectName) -> Option<&mut Table> {
        self.state.tables.iter_mut().find(|table| &table.name == name)
    }

    fn operation(&mut self, operation: &Operation) -> Result<(), RenderError> {
        match operation {
            Operation::Schema(change) => self.schema(change),
            Operation::Extension(change) => self.extension(change),
            Operation::Type(change) => self.user_type(change)?,
            Operation::Sequence(change) => self.sequence(change),
            Operation::Table(change) => self.change_table(change),
            Operation::View(change) => self.view(change)?,
            Operation::Routine(change) => self.routine(change)?,
            Operation::Column(member) => self.column(&member.table, &member.change)?,
            Operation::PrimaryKey(member) => self.primary_key(member),
            Operation::ForeignKey(member) => self.foreign_key(member),
            Operation::Unique(member) => self.unique(member),
            Operation::Check(member) => self.check(member),
            Operation::Exclusion(member) => self.exclusion(member),
            Operation::Index(member) => self.index(member),
            Operation::Trigger(member) => self.trigger(member),
            Operation::Policy(member) => self.policy(member),
            Operation::Grant(change) => self.grant(change),
        }
        self.apply(operation);
        Ok(())
    }

    fn give_sequences_their_owners(&mut self) {
        let (ready, waiting): (Vec<Sequence>, Vec<Sequence>) =
            std::mem::take(&mut self.ownerless).into_iter().partition(|sequence| {
                sequence.owned_by.as_ref().is_none_or(|(table, column)| {
                    self.table(table).is_some_and(|table| table.column(column).is_some())
                })
            });
        self.ownerless = waiting;
        for sequence in ready {
            self.push(sequence::owned_by(&sequence));
        }
    }

    /// `ALTER TABLE name …`
    fn alter(&mut self, table: &ObjectName, what: &str) {
        self.push(format!("ALTER TABLE {} {what}", qualified(table)));
    }
}
