//! What a catalog is after an operation.

use crate::dialect::{Dialect, Renaming, TextKind};
use crate::operation::{Change, Member, Operation};
use crate::schema::{Catalog, Expression, Key, KeyPart, ObjectName, Table, View};

/// Applies one operation to `catalog`.
///
/// An operation on an object that is not there changes nothing: the server, not this function, is the judge of what may run.
pub fn apply(catalog: &mut Catalog, operation: &Operation, dialect: &dyn Dialect) {
    match operation {
        Operation::Schema(change) => change_in(&mut catalog.schemas, change, |a, b| a.name == b.name),
        Operation::Extension(change) => change_in(&mut catalog.extensions, change, |a, b| a.name == b.name),
        Operation::Type(change) => change_in(&mut catalog.types, change, |a, b| a.name == b.name),
        Operation::Sequence(change) => change_in(&mut catalog.sequences, change, |a, b| a.name == b.name),
        Operation::Routine(change) => {
            change_in(&mut catalog.routines, change, |a, b| a.name == b.name && a.arguments == b.arguments);
        }
        Operation::Table(change) => apply_table(catalog, change, dialect),
        Operation::View(change) => match change {
            // An `Alter` is about the view itself: its triggers and indexes are operations of their own.
            Change::Alter { from, to } => {
                if let Some(view) = catalog.views.iter_mut().find(|view| view.name == from.name) {
                    let (triggers, indexes) =
                        (std::mem::take(&mut view.triggers), std::mem::take(&mut view.indexes));
                    *view = View { triggers, indexes, ..to.clone() };
                }
            }
            _ => change_in(&mut catalog.views, change, |a, b| a.name == b.name),
        },
        Operation::Column(member) => apply_column(catalog, member, dialect),
        Operation::PrimaryKey(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                table.primary_key = match &member.change {
                    Change::Drop(_) => None,
                    change => Some(change.subject().clone()),
                };
            }
        }
        Operation::ForeignKey(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.foreign_keys, &member.change, PartialEq::eq);
            }
        }
        Operation::Unique(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.uniques, &member.change, PartialEq::eq);
            }
        }
        Operation::Check(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.checks, &member.change, PartialEq::eq);
            }
        }
        Operation::Exclusion(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.exclusions, &member.change, PartialEq::eq);
            }
        }
        Operation::Index(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.indexes, &member.change, |a, b| a.name == b.name);
            } else if let Some(view) = view_mut(catalog, &member.table) {
                change_in(&mut view.indexes, &member.change, |a, b| a.name == b.name);
            }
        }
        Operation::Trigger(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.triggers, &member.change, |a, b| a.name == b.name);
            } else if let Some(view) = view_mut(catalog, &member.table) {
                change_in(&mut view.triggers, &member.change, |a, b| a.name == b.name);
            }
        }
        Operation::Policy(member) => {
            if let Some(table) = table_mut(catalog, &member.table) {
                change_in(&mut table.policies, &member.change, |a, b| a.name == b.name);
            }
        }
        Operation::Grant(change) => {
            change_in(&mut catalog.grants, change, crate::schema::Grant::is_about_the_same);
        }
    }
}

/// Applies all operations, in order.
#[must_use]
pub fn apply_all(catalog: &Catalog, operations: &[Operation], dialect: &dyn Dialect) -> Catalog {
    let mut after = catalog.clone();
    for operation in operations {
        apply(&mut after, operation, dialect);
    }
    after
}

fn change_in<T: Clone>(list: &mut Vec<T>, change: &Change<T>, same: impl Fn(&T, &T) -> bool) {
    match change {
        Change::Create(object) => list.push(object.clone()),
        Change::Drop(object) => {
            if let Some(position) = list.iter().position(|other| same(other, object)) {
                list.remove(position);
            }
        }
        Change::Alter { from, to } | Change::Rename { from, to } => {
            if let Some(object) = list.iter_mut().find(|other| same(other, from)) {
                *object = to.clone();
            }
        }
    }
}

fn table_mut<'a>(catalog: &'a mut Catalog, name: &ObjectName) -> Option<&'a mut Table> {
    catalog.tables.iter_mut().find(|table| &table.name == name)
}

fn view_mut<'a>(catalog: &'a mut Catalog, name: &ObjectName) -> Option<&'a mut View> {
    catalog.views.iter_mut().find(|view| &view.name == name)
}

fn apply_table(catalog: &mut Catalog, change: &Change<Table>, dialect: &dyn Dialect) {
    match change {
        Change::Create(table) => catalog.tables.push(table.clone()),
        Change::Drop(table) => catalog.tables.retain(|other| other.name != table.name),
        Change::Alter { from, to } => {
            if let Some(table) = table_mut(catalog, &from.name) {
                table.kind = to.kind.clone();
                table.options = to.options.clone();
                table.comment = to.comment.clone();
                table.inherits = to.inherits.clone();
            }
        }
        Change::Rename { from, to } => {
            let renaming = Renaming::Table { from: &from.name, to: &to.name };
            for table in &mut catalog.tables {
                if table.name == from.name {
                    table.name = to.name.clone();
                }
                for key in &mut table.foreign_keys {
                    if dialect.folds_object(&key.referred_table.name) == dialect.folds_object(&from.name.name)
                        && key.referred_table.schema == from.name.schema
                    {
                        key.referred_table = to.name.clone();
                    }
                }
            }
            rewrite_texts(catalog, &to.name, dialect, renaming);
            for grant in &mut catalog.grants {
                if grant.on == "TABLE" && grant.object == from.name {
                    grant.object = to.name.clone();
                }
            }
            for view in &mut catalog.views {
                for name in view.depends_on.iter_mut().filter(|name| **name == from.name) {
                    *name = to.name.clone();
                }
            }
        }
    }
}

fn apply_column(catalog: &mut Catalog, member: &Member<crate::schema::Column>, dialect: &dyn Dialect) {
    let Change::Rename { from, to } = &member.change else {
        if let Some(table) = table_mut(catalog, &member.table) {
            change_in(&mut table.columns, &member.change, |a, b| a.name == b.name);
        }
        return;
    };
    let same = |name: &str| dialect.folds(name) == dialect.folds(&from.name);
    if let Some(table) = table_mut(catalog, &member.table) {
        if let Some(column) = table.columns.iter_mut().find(|column| same(&column.name)) {
            column.name = to.name.clone();
        }
        let parts = |parts: &mut Vec<KeyPart>| {
            for part in parts {
                if let Key::Column(name) = &mut part.key
                    && same(name)
                {
                    *name = to.name.clone();
                }
            }
        };
        table.primary_key.iter_mut().for_each(|key| parts(&mut key.parts));
        table.uniques.iter_mut().for_each(|unique| parts(&mut unique.parts));
        table.indexes.iter_mut().for_each(|index| {
            parts(&mut index.parts);
            index.include.iter_mut().filter(|name| same(name)).for_each(|name| name.clone_from(&to.name));
        });
        for key in &mut table.foreign_keys {
            key.columns.iter_mut().filter(|name| same(name)).for_each(|name| name.clone_from(&to.name));
        }
    }
    for table in &mut catalog.tables {
        for key in table.foreign_keys.iter_mut().filter(|key| key.referred_table == member.table) {
            key.referred_columns
                .iter_mut()
                .filter(|name| same(name))
                .for_each(|name| name.clone_from(&to.name));
        }
    }
    let renaming = Renaming::Column { table: &member.table, from: &from.name, to: &to.name };
    rewrite_texts(catalog, &member.table, dialect, renaming);
}

/// Carries a rename into the texts that the server keeps: in the table itself, and in views and triggers that speak of it.
fn rewrite_texts(catalog: &mut Catalog, table: &ObjectName, dialect: &dyn Dialect, renaming: Renaming<'_>) {
    let rewrite = |expression: &mut Expression| {
        if let Some(text) = dialect.renamed_text(&expression.0, renaming) {
            expression.0 = text;
        }
    };
    let old_name = match renaming {
        Renaming::Table { from, .. } => &*from.name,
        Renaming::Column { table, .. } => &*table.name,
    };
    let concerns =
        |text: &Expression| dialect.mentions(&text.0, old_name) || dialect.mentions(&text.0, &table.name);
    for other in &mut catalog.tables {
        if &other.name == table {
            for column in &mut other.columns {
                if let Some(generated) = &mut column.generated {
                    rewrite(&mut generated.expression);
                }
            }
            other.checks.iter_mut().for_each(|check| rewrite(&mut check.expression));
            for index in &mut other.indexes {
                index.predicate.iter_mut().for_each(rewrite);
                for part in &mut index.parts {
                    if let Key::Expression(expression) = &mut part.key {
                        rewrite(expression);
                    }
                }
                if let Some(definition) = &mut index.definition
                    && let Some(text) = dialect.renamed_text(definition, renaming)
                {
                    *definition = text;
                }
            }
        }
        for trigger in &mut other.triggers {
            if dialect.carries_renames(TextKind::Trigger)
                && (&other.name == table || concerns(&trigger.definition))
            {
                rewrite(&mut trigger.definition);
            }
        }
    }
    for view in catalog.views.iter_mut().filter(|_| dialect.carries_renames(TextKind::View)) {
        if concerns(&view.definition) {
            rewrite(&mut view.definition);
        }
        for trigger in view.triggers.iter_mut().filter(|trigger| concerns(&trigger.definition)) {
            rewrite(&mut trigger.definition);
        }
    }
}
