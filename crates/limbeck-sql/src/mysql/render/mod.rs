//! SQL for MySQL and MariaDB.

mod alter;
mod foreign_keys;
mod objects;
mod plan;
mod rename;
mod table;

use limbeck_catalog::{Catalog, Change, Dialect, Member, ObjectName, Operation, apply};

use super::options::SYSTEM_VERSIONING;
use super::{Flavor, quoted};
use crate::script::{RenderError, Script, ScriptStatement};
use foreign_keys::Suspended;
use plan::{Place, Plan};

pub use table::default_clause;

/// See [`crate::Render::render`].
pub(super) fn render(
    flavor: Flavor,
    dialect: &dyn Dialect,
    operations: &[Operation],
    before: &Catalog,
) -> Result<Script, RenderError> {
    let plan = Plan::of(operations);
    let mut renderer = Renderer {
        flavor,
        dialect,
        state: before.clone(),
        operations,
        plan,
        suspended: Suspended::default(),
        script: Script::default(),
    };
    for position in 0..operations.len() {
        renderer.step(position)?;
    }
    Ok(renderer.script)
}

struct Renderer<'a> {
    flavor: Flavor,
    dialect: &'a dyn Dialect,
    /// What the database holds at this point of the script.
    state: Catalog,
    operations: &'a [Operation],
    plan: Plan,
    suspended: Suspended,
    script: Script,
}

impl Renderer<'_> {
    fn push(&mut self, operation: usize, sql: impl Into<String>) {
        self.script.statements.push(ScriptStatement { sql: sql.into(), operation, destroys: None });
    }

    fn step(&mut self, position: usize) -> Result<(), RenderError> {
        let operation = &self.operations[position];
        match self.plan.places[position] {
            Place::InGroup(number) => {
                if self.plan.groups[number].at == position {
                    self.group(number);
                }
                return Ok(());
            }
            Place::Own => {
                let first = self.script.statements.len();
                self.operation(position, operation)?;
                if let (Some(destroys), Some(statement)) =
                    (operation.destroys(), self.script.statements.get_mut(first))
                {
                    statement.destroys = Some(destroys);
                }
            }
            Place::InCreate(_) | Place::Nowhere => {}
        }
        apply(&mut self.state, operation, self.dialect);
        Ok(())
    }

    fn operation(&mut self, position: usize, operation: &Operation) -> Result<(), RenderError> {
        match operation {
            Operation::Table(Change::Create(table)) => {
                let inline = |wanted: usize| self.plan.places[wanted] == Place::InCreate(position);
                let members = || self.operations.iter().enumerate().filter(|(other, _)| inline(*other));
                let mut indexes: Vec<_> = table.indexes.iter().collect();
                let mut foreign_keys: Vec<_> = table.foreign_keys.iter().collect();
                for (_, member) in members() {
                    match member {
                        Operation::Index(Member { change: Change::Create(index), .. }) => indexes.push(index),
                        Operation::ForeignKey(Member { change: Change::Create(key), .. }) => {
                            foreign_keys.push(key)
                        }
                        _ => {}
                    }
                }
                let sql = table::create_table(self.flavor, table, &indexes, &foreign_keys);
                self.push(position, sql);
            }
            Operation::Table(Change::Drop(table)) => {
                self.push(position, format!("DROP TABLE {}", quoted(&table.name.name)));
            }
            Operation::Table(Change::Rename { from, to }) => {
                self.rename_table(position, &from.name, &to.name)
            }
            Operation::Column(Member { table, change: Change::Rename { from, to } }) => {
                self.rename_column(position, table, &from.name, &to.name);
            }
            Operation::Index(Member { table, change: Change::Rename { from, to } }) => {
                let sql = format!(
                    "ALTER TABLE {} RENAME INDEX {} TO {}",
                    quoted(&table.name),
                    quoted(&from.name),
                    quoted(&to.name)
                );
                self.push(position, sql);
            }
            Operation::ForeignKey(Member { table, change }) => self.foreign_key(position, table, change),
            Operation::Trigger(member) => match &member.change {
                Change::Create(trigger) => self.push(position, objects::create_trigger(trigger)),
                Change::Drop(trigger) => {
                    self.push(position, format!("DROP TRIGGER {}", quoted(&trigger.name)))
                }
                Change::Alter { from, to } | Change::Rename { from, to } => {
                    self.push(position, format!("DROP TRIGGER {}", quoted(&from.name)));
                    self.push(position, objects::create_trigger(to));
                }
            },
            Operation::View(change) => match change {
                Change::Create(view) => self.push(position, objects::create_view(view, false)),
                Change::Drop(view) => self.push(position, format!("DROP VIEW {}", objects::name(&view.name))),
                Change::Alter { to, .. } => self.push(position, objects::create_view(to, true)),
                Change::Rename { from, to } => self.rename_table(position, &from.name, &to.name),
            },
            Operation::Routine(change) => match change {
                Change::Create(routine) => self.push(position, objects::create_routine(routine)),
                Change::Drop(routine) => self.push(position, objects::drop_routine(routine)),
                Change::Alter { from, to } | Change::Rename { from, to } => {
                    self.push(position, objects::drop_routine(from));
                    self.push(position, objects::create_routine(to));
                }
            },
            Operation::Sequence(change) if self.flavor == Flavor::MariaDb => match change {
                Change::Create(sequence) => self.push(position, objects::create_sequence(sequence)),
                Change::Drop(sequence) => {
                    self.push(position, format!("DROP SEQUENCE {}", objects::name(&sequence.name)));
                }
                Change::Alter { from, to } => self.push(position, objects::alter_sequence(from, to)),
                Change::Rename { from, to } => self.rename_table(position, &from.name, &to.name),
            },
            other => {
                let dialect = match self.flavor {
                    Flavor::MySql => "MySQL",
                    Flavor::MariaDb => "MariaDB",
                };
                return Err(RenderError::Unsupported { dialect, object: other.object().kind.words() });
            }
        }
        Ok(())
    }

    fn rename_table(&mut self, position: usize, from: &ObjectName, to: &ObjectName) {
        self.push(position, format!("ALTER TABLE {} RENAME TO {}", quoted(&from.name), quoted(&to.name)));
    }

    /// Carries out all changes of one table.
    fn group(&mut self, number: usize) {
        let members = self.plan.groups[number].members.clone();
        let table = self.plan.groups[number].table.clone();
        let changes: Vec<&Operation> = members.iter().map(|position| &self.operations[*position]).collect();
        let Some(place) = self.state.tables.iter().position(|other| other.name == table) else { return };
        // Nothing in a group reaches beyond its table.
        let old = self.state.tables[place].clone();
        let mut alone = Catalog { tables: vec![old.clone()], ..Catalog::empty(self.state.dialect) };
        for change in &changes {
            apply(&mut alone, change, self.dialect);
        }
        let Some(new) = alone.tables.pop() else { return };
        let position = members[0];
        self.suspend_foreign_keys(position, number, &old);
        let mut destroys: Vec<String> = changes.iter().filter_map(|change| change.destroys()).collect();
        destroys.extend(changes.iter().filter_map(|change| values_lost(change)));
        let first = self.script.statements.len();
        for sql in alter::statements(self.flavor, &changes, &old, &new) {
            self.push(position, sql);
        }
        let destroyer = self.script.statements[first..]
            .iter_mut()
            .find(|one| !one.sql.ends_with(alter::REMOVE_PARTITIONING));
        if let Some(statement) = destroyer {
            statement.destroys = (!destroys.is_empty()).then(|| destroys.join("; "));
        }
        self.state.tables[place] = new;
        self.resume_foreign_keys(position, number);
    }
}

/// What an operation takes away beside what it says: a stored column that is dropped and added again because it becomes computed, the history
/// of a versioned table.
fn values_lost(change: &Operation) -> Option<String> {
    match change {
        Operation::Table(Change::Alter { from, to })
            if from.options.contains_key(SYSTEM_VERSIONING)
                && !to.options.contains_key(SYSTEM_VERSIONING) =>
        {
            Some(format!("drops the history of the table {}", from.name))
        }
        Operation::Column(Member { table, change: Change::Alter { from, to } })
            if alter::is_remade(from, to) && from.generated.is_none() =>
        {
            Some(format!("computes the column {table}.{} anew; its values are lost", from.name))
        }
        _ => None,
    }
}
