//! SQL for SQLite.
//!
//! SQLite changes little of a table in place: it adds, drops and renames columns, and that is all ("ALTER TABLE"). Everything else is the
//! procedure of "Making Other Kinds Of Table Schema Changes". So the operations on one table are gathered and carried out at one point: in place
//! when all of them can be, by one rebuild otherwise.

mod in_place;
mod rebuild;
mod rename;
mod table;

use limbeck_catalog::{
    Catalog, Change, DataType, Dialect, Member, ObjectName, Operation, Table, TableKind, apply, keys,
};

use super::{Sqlite, quoted};
use crate::script::{RenderError, Script, ScriptStatement};

/// See [`crate::Render::render`].
pub(super) fn render(operations: &[Operation], before: &Catalog) -> Result<Script, RenderError> {
    let mut renderer = Renderer { state: before.clone(), before, operations, script: Script::default() };
    let groups = groups(operations);
    for (position, operation) in operations.iter().enumerate() {
        if let Some(group) = groups.iter().find(|group| group.members.contains(&position)) {
            if group.at == position {
                renderer.group(group)?;
            }
            continue;
        }
        renderer.operation(position, operation)?;
        apply(&mut renderer.state, operation, &Sqlite);
    }
    Ok(renderer.script)
}

/// The operations that change one table which is there already.
struct Group {
    table: ObjectName,
    members: Vec<usize>,
    /// The position in the list at which all of them are carried out: after the indexes that go, before those that come.
    at: usize,
}

fn groups(operations: &[Operation]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (position, operation) in operations.iter().enumerate() {
        let Some(table) = changed_table(operation) else { continue };
        match groups.iter_mut().find(|group| &group.table == table) {
            Some(group) => group.members.push(position),
            None => groups.push(Group { table: table.clone(), members: vec![position], at: position }),
        }
    }
    for group in &mut groups {
        let first =
            group.members.iter().find(|position| !only_takes_away_a_constraint(&operations[**position]));
        group.at = first.or(group.members.last()).copied().unwrap_or(group.at);
    }
    groups
}

fn changed_table(operation: &Operation) -> Option<&ObjectName> {
    match operation {
        Operation::Table(Change::Alter { from, .. }) => Some(&from.name),
        Operation::Column(Member { change: Change::Rename { .. }, .. }) => None,
        Operation::Column(_)
        | Operation::PrimaryKey(_)
        | Operation::ForeignKey(_)
        | Operation::Unique(_)
        | Operation::Check(_) => operation.member_of(),
        _ => None,
    }
}

fn only_takes_away_a_constraint(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::PrimaryKey(Member { change: Change::Drop(_), .. })
            | Operation::ForeignKey(Member { change: Change::Drop(_), .. })
            | Operation::Unique(Member { change: Change::Drop(_), .. })
            | Operation::Check(Member { change: Change::Drop(_), .. })
    )
}

struct Renderer<'a> {
    /// What the database holds at this point of the script.
    state: Catalog,
    before: &'a Catalog,
    operations: &'a [Operation],
    script: Script,
}

impl Renderer<'_> {
    fn push(&mut self, operation: usize, sql: impl Into<String>) {
        self.script.statements.push(ScriptStatement { sql: sql.into(), operation, destroys: None });
    }

    fn operation(&mut self, position: usize, operation: &Operation) -> Result<(), RenderError> {
        let first = self.script.statements.len();
        match operation {
            Operation::Table(Change::Create(table)) => self.create_table(position, table),
            Operation::Table(Change::Drop(table)) => {
                // With foreign keys on, DROP TABLE first deletes every row, and what that does to the rows that refer to them is done.
                self.script.foreign_keys_off |= self.is_referred_to(table);
                self.push(position, format!("DROP TABLE {}", quoted(&table.name.name)));
            }
            Operation::Table(Change::Rename { from, to }) => {
                self.rename_table(position, &from.name.name, &to.name.name);
            }
            Operation::Column(Member { table, change: Change::Rename { from, to } }) => {
                self.rename_column(position, &table.name, &from.name, &to.name);
            }
            Operation::Index(member) => match &member.change {
                Change::Create(index) => self.push(position, table::create_index(index, &member.table.name)),
                Change::Drop(index) => self.push(position, format!("DROP INDEX {}", quoted(&index.name))),
                Change::Alter { from, to } | Change::Rename { from, to } => {
                    self.push(position, format!("DROP INDEX {}", quoted(&from.name)));
                    self.push(position, table::create_index(to, &member.table.name));
                }
            },
            Operation::Trigger(member) => match &member.change {
                Change::Create(trigger) => self.push(position, table::create_trigger(trigger)),
                Change::Drop(trigger) => {
                    self.push(position, format!("DROP TRIGGER {}", quoted(&trigger.name)))
                }
                Change::Alter { from, to } | Change::Rename { from, to } => {
                    self.push(position, format!("DROP TRIGGER {}", quoted(&from.name)));
                    self.push(position, table::create_trigger(to));
                }
            },
            Operation::View(change) => match change {
                Change::Create(view) => self.push(position, table::create_view(view)),
                Change::Drop(view) => self.push(position, format!("DROP VIEW {}", quoted(&view.name.name))),
                Change::Alter { from, to } | Change::Rename { from, to } => {
                    self.push(position, format!("DROP VIEW {}", quoted(&from.name.name)));
                    self.push(position, table::create_view(to));
                }
            },
            other => {
                let object = other.object();
                return Err(RenderError::Unsupported { dialect: "SQLite", object: object.kind.words() });
            }
        }
        if let (Some(destroys), Some(statement)) =
            (operation.destroys(), self.script.statements.get_mut(first))
        {
            statement.destroys = Some(destroys);
        }
        Ok(())
    }

    fn is_referred_to(&self, table: &Table) -> bool {
        self.state.tables.iter().filter(|other| other.name != table.name).any(|other| {
            other
                .foreign_keys
                .iter()
                .any(|key| key.referred_table.name.eq_ignore_ascii_case(&table.name.name))
        })
    }

    fn create_table(&mut self, position: usize, table: &Table) {
        if let TableKind::Virtual(using) = &table.kind {
            self.push(position, format!("CREATE VIRTUAL TABLE {} USING {using}", quoted(&table.name.name)));
            return;
        }
        self.push(position, table::create_table(table, &table.name.name));
        for index in &table.indexes {
            self.push(position, table::create_index(index, &table.name.name));
        }
        for trigger in &table.triggers {
            self.push(position, table::create_trigger(trigger));
        }
    }

    /// Carries out all changes of one table: in place, or by a rebuild.
    fn group(&mut self, group: &Group) -> Result<(), RenderError> {
        let changes: Vec<&Operation> =
            group.members.iter().map(|position| &self.operations[*position]).collect();
        let mut after = self.state.clone();
        for change in &changes {
            apply(&mut after, change, &Sqlite);
        }
        let (Some(old), Some(new)) = (self.state.table(&group.table), after.table(&group.table)) else {
            return Ok(());
        };
        let (old, new) = (old.clone(), new.clone());
        match in_place::statements(&changes, &old, &new, &self.state) {
            Some(statements) => {
                for (change, sql) in statements {
                    let operation = group.members[change];
                    self.script.statements.push(ScriptStatement {
                        sql,
                        operation,
                        destroys: loss(changes[change]),
                    });
                }
            }
            None => {
                let destroys: Vec<String> = changes.iter().filter_map(|change| loss(change)).collect();
                self.rebuild(group.members[0], &old, &new, destroys)?;
            }
        }
        self.state = after;
        Ok(())
    }
}

/// What is lost or changed of the rows when the operation runs: what every dialect would lose, and values that another type changes.
fn loss(operation: &Operation) -> Option<String> {
    operation.destroys().or_else(|| match operation {
        Operation::Column(Member { table, change: Change::Alter { from, to } })
            if Sqlite.may_lose_values(&from.data_type, &to.data_type) =>
        {
            let (from_type, to_type) = (named(&from.data_type), named(&to.data_type));
            Some(format!("may change values of {table}.{}: {from_type} becomes {to_type}", to.name))
        }
        Operation::Table(Change::Alter { from, to })
            if from.options.contains_key(keys::STRICT) != to.options.contains_key(keys::STRICT) =>
        {
            Some(format!(
                "may change values of {}: STRICT tables keep types apart that others do not",
                to.name
            ))
        }
        _ => None,
    })
}

fn named(data_type: &DataType) -> &str {
    if data_type.as_str().is_empty() { "no type" } else { data_type.as_str() }
}
