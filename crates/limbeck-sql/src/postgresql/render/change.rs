//! Schemas, extensions, sequences, tables, views and routines.

use limbeck_catalog::{
    Change, Dialect, Extension, Member, ObjectName, Operation, Schema, Sequence, Table, TableKind, View,
};

use super::objects::{self, comment};
use super::sequence::{create_sequence, narrowed, option_changes, owned_by};
use super::table::{create_table, replica_identity, setting_changes, table_extras};
use super::{Renderer, index};
use crate::RenderError;
use crate::postgresql::PostgreSql;
use crate::postgresql::names::{qualified, quoted, string_literal};

impl Renderer<'_> {
    pub(super) fn schema(&mut self, change: &Change<Schema>) {
        match change {
            Change::Create(schema) => {
                self.push(format!("CREATE SCHEMA {}", quoted(&schema.name)));
                self.new_comment(&format!("SCHEMA {}", quoted(&schema.name)), schema.comment.as_ref());
            }
            Change::Drop(schema) => self.push(format!("DROP SCHEMA {}", quoted(&schema.name))),
            Change::Rename { from, to } => {
                self.push(format!("ALTER SCHEMA {} RENAME TO {}", quoted(&from.name), quoted(&to.name)));
            }
            Change::Alter { to, .. } => {
                self.push(comment(&format!("SCHEMA {}", quoted(&to.name)), to.comment.as_ref()));
            }
        }
    }

    pub(super) fn extension(&mut self, change: &Change<Extension>) {
        match change {
            Change::Create(extension) => self.push(objects::create_extension(extension)),
            Change::Drop(extension) => self.push(format!("DROP EXTENSION {}", quoted(&extension.name))),
            Change::Alter { to, .. } | Change::Rename { to, .. } => {
                let schema = to.schema.as_deref().unwrap_or("public");
                self.push(format!("ALTER EXTENSION {} SET SCHEMA {}", quoted(&to.name), quoted(schema)));
            }
        }
    }

    pub(super) fn sequence(&mut self, change: &Change<Sequence>) {
        let name = qualified(&change.subject().name);
        match change {
            Change::Create(sequence) => {
                self.make_room_for(sequence);
                self.push(create_sequence(sequence));
                self.new_comment(&format!("SEQUENCE {name}"), sequence.comment.as_ref());
                self.grant_again(&["SEQUENCE"], &sequence.name, None);
                if sequence.owned_by.is_some() {
                    self.ownerless.push(sequence.clone());
                }
            }
            Change::Drop(sequence) => {
                // One that belongs to a column goes with it.
                if self.state.sequences.iter().any(|other| other.name == sequence.name) {
                    self.push(format!("DROP SEQUENCE {name}"));
                }
            }
            Change::Rename { from, to } => {
                self.push(format!(
                    "ALTER SEQUENCE {} RENAME TO {}",
                    qualified(&from.name),
                    quoted(&to.name.name)
                ));
            }
            Change::Alter { from, to } => {
                let changes = option_changes(&from.options, &to.options, "");
                if let Some((function, bound)) = narrowed(&from.options, &to.options) {
                    let literal = string_literal(&name);
                    self.push(format!(
                        "SELECT setval({literal}, {function}(last_value, {bound}), is_called) FROM {name}"
                    ));
                }
                if !changes.is_empty() {
                    self.push(format!("ALTER SEQUENCE {name} {}", changes.join(" ")));
                }
                if from.options.contains_key("unlogged") != to.options.contains_key("unlogged") {
                    let word = if to.options.contains_key("unlogged") { "UNLOGGED" } else { "LOGGED" };
                    self.push(format!("ALTER SEQUENCE {name} SET {word}"));
                }
                if from.owned_by != to.owned_by {
                    match &to.owned_by {
                        Some(_) => self.ownerless.push(to.clone()),
                        None => self.push(owned_by(to)),
                    }
                }
                self.changed_comment(&format!("SEQUENCE {name}"), &from.comment, &to.comment);
            }
        }
    }

    /// A column that counts by itself ceases to when a sequence of its own comes: the one behind it has the same name.
    fn make_room_for(&mut self, sequence: &Sequence) {
        let Some((table, column)) = &sequence.owned_by else { return };
        let ceases = self.later().iter().any(|operation| {
            matches!(operation, Operation::Column(Member { table: of, change: Change::Alter { from, to } })
                if of == table && from.name == *column && from.identity.is_some() && to.identity.is_none())
        });
        if !ceases {
            return;
        }
        self.alter(table, &format!("ALTER COLUMN {} DROP IDENTITY", quoted(column)));
        if let Some(column) = self
            .table_mut(table)
            .and_then(|table| table.columns.iter_mut().find(|other| other.name == *column))
        {
            column.identity = None;
        }
    }

    pub(super) fn new_comment(&mut self, on: &str, text: Option<&String>) {
        if text.is_some() {
            self.push(comment(on, text));
        }
    }

    pub(super) fn changed_comment(&mut self, on: &str, from: &Option<String>, to: &Option<String>) {
        if from != to {
            self.push(comment(on, to.as_ref()));
        }
    }

    pub(super) fn change_table(&mut self, change: &Change<Table>) {
        match change {
            Change::Create(table) => self.create_table(table),
            Change::Drop(table) => self.drop_table(table),
            Change::Rename { from, to } => {
                self.push(format!(
                    "ALTER TABLE {} RENAME TO {}",
                    qualified(&from.name),
                    quoted(&to.name.name)
                ));
            }
            Change::Alter { from, to } => self.alter_table(from, to),
        }
    }

    fn create_table(&mut self, table: &Table) {
        self.push(create_table(table));
        self.push_all(table_extras(table));
        let name = qualified(&table.name);
        self.new_comment(&format!("TABLE {name}"), table.comment.as_ref());
        for column in &table.columns {
            self.new_comment(&format!("COLUMN {name}.{}", quoted(&column.name)), column.comment.as_ref());
        }
        let commented = table
            .primary_key
            .iter()
            .map(|key| (&key.name, &key.comment))
            .chain(table.uniques.iter().map(|unique| (&unique.name, &unique.comment)))
            .chain(table.checks.iter().map(|check| (&check.name, &check.comment)))
            .chain(table.exclusions.iter().map(|exclusion| (&exclusion.name, &exclusion.comment)))
            .chain(table.foreign_keys.iter().map(|key| (&key.name, &key.comment)));
        for (constraint, text) in commented {
            if let Some(constraint) = constraint {
                self.new_comment(&format!("CONSTRAINT {} ON {name}", quoted(constraint)), text.as_ref());
            }
        }
        for index in &table.indexes {
            self.push(index::create_index(index, &table.name));
            self.new_comment(&self.index_in(&table.name, &index.name), index.comment.as_ref());
        }
        for trigger in &table.triggers {
            self.push_all(objects::create_trigger(trigger, &table.name));
        }
        for policy in &table.policies {
            self.push(objects::create_policy(policy, &table.name));
        }
        if table.options.contains_key("replica_identity") {
            self.push(format!("ALTER TABLE {name} {}", replica_identity(&table.options)));
        }
        self.grant_again(&["TABLE"], &table.name, None);
    }

    fn drop_table(&mut self, table: &Table) {
        if self.table(&table.name).is_none() {
            return;
        }
        self.suspend_references_to(&table.name, None);
        let word = if matches!(table.kind, TableKind::Foreign(_)) { "FOREIGN TABLE" } else { "TABLE" };
        self.push(format!("DROP {word} {}", qualified(&table.name)));
        self.forget_sequences_of(&table.name, None);
        // Partitions go with their table.
        self.state
            .tables
            .retain(|other| !matches!(&other.kind, TableKind::Partition { of, .. } if *of == table.name));
    }

    /// Sequences that go with the table, or the column, that owns them.
    pub(super) fn forget_sequences_of(&mut self, table: &ObjectName, column: Option<&str>) {
        self.state.sequences.retain(|sequence| {
            !sequence
                .owned_by
                .as_ref()
                .is_some_and(|(owner, its)| owner == table && column.is_none_or(|column| its == column))
        });
    }

    fn alter_table(&mut self, from: &Table, to: &Table) {
        let name = qualified(&to.name);
        self.change_kind(from, to);
        for parent in from.inherits.iter().filter(|parent| !to.inherits.contains(parent)) {
            self.alter(&to.name, &format!("NO INHERIT {}", qualified(parent)));
        }
        for parent in to.inherits.iter().filter(|parent| !from.inherits.contains(parent)) {
            self.alter(&to.name, &format!("INHERIT {}", qualified(parent)));
        }
        self.push_all(setting_changes(&name, &from.options, &to.options));
        self.changed_comment(&format!("TABLE {name}"), &from.comment, &to.comment);
    }

    /// A partition is attached and detached; its columns become its own, and cease to be.
    fn change_kind(&mut self, from: &Table, to: &Table) {
        if from.kind == to.kind {
            return;
        }
        let name = qualified(&to.name);
        if let TableKind::Partition { of, .. } = &from.kind {
            self.push(format!("ALTER TABLE {} DETACH PARTITION {name}", qualified(of)));
            let columns = self.table(of).map(|parent| parent.columns.clone()).unwrap_or_default();
            if let Some(table) = self.table_mut(&from.name) {
                table.columns.extend(columns);
            }
        }
        if let TableKind::Partition { of, bound } = &to.kind {
            self.push(format!("ALTER TABLE {} ATTACH PARTITION {name} {bound}", qualified(of)));
            let inherited = self.table(of).map(|parent| parent.columns.clone()).unwrap_or_default();
            if let Some(table) = self.table_mut(&from.name) {
                table.columns.retain(|column| !inherited.iter().any(|other| other.name == column.name));
            }
        }
    }

    pub(super) fn view(&mut self, change: &Change<View>) -> Result<(), RenderError> {
        match change {
            Change::Create(view) => {
                self.resume_views_read_by(view)?;
                self.create_view(view, false);
            }
            Change::Drop(view) => {
                if !self.suspended.forget_view(&view.name) && self.state.view(&view.name).is_some() {
                    self.loosen_routines_of(&view.name, None);
                    self.push(objects::drop_view(view));
                }
            }
            Change::Rename { from, to } => {
                let word = objects::view_word(from);
                self.push(format!(
                    "ALTER {word} {} RENAME TO {}",
                    qualified(&from.name),
                    quoted(&to.name.name)
                ));
            }
            Change::Alter { from, to } => {
                let text_changes = from.definition != to.definition || from.columns != to.columns;
                if text_changes && !PostgreSql.can_replace_view(from, to) {
                    self.take_view_away(&from.name);
                }
                self.resume_views_read_by(to)?;
                if let Some(gone) = self.suspended.take_view(&from.name) {
                    self.create_view(to, false);
                    self.view_members(&gone);
                    self.state.views.push(View {
                        indexes: gone.indexes,
                        triggers: gone.triggers,
                        ..to.clone()
                    });
                } else if text_changes {
                    self.push(objects::create_view(to, true));
                    let name = format!("{} {}", objects::view_word(to), qualified(&to.name));
                    self.changed_comment(&name, &from.comment, &to.comment);
                    self.view_column_comments(from, to);
                    self.reset_view_options(from, to);
                } else {
                    let name = format!("{} {}", objects::view_word(to), qualified(&to.name));
                    self.changed_comment(&name, &from.comment, &to.comment);
                    self.view_column_comments(from, to);
                    self.change_view_options(from, to);
                }
            }
        }
        Ok(())
    }

    pub(super) fn create_view(&mut self, view: &View, replace: bool) {
        self.push(objects::create_view(view, replace));
        let name = qualified(&view.name);
        self.new_comment(&format!("{} {name}", objects::view_word(view)), view.comment.as_ref());
        self.view_column_comments(&View::default(), view);
        if !replace {
            self.grant_again(&["TABLE"], &view.name, None);
        }
    }

    fn view_column_comments(&mut self, from: &View, to: &View) {
        let name = qualified(&to.name);
        for (column, _) in &to.columns {
            let (old, new) = (from.column_comments.get(column), to.column_comments.get(column));
            if old != new {
                self.push(comment(&format!("COLUMN {name}.{}", quoted(column)), new));
            }
        }
    }

    /// Indexes and triggers of a view that comes back.
    pub(super) fn view_members(&mut self, view: &View) {
        for index in &view.indexes {
            self.create_index(index, &view.name);
        }
        for trigger in &view.triggers {
            self.create_trigger(trigger, &view.name);
        }
    }

    /// `CREATE OR REPLACE VIEW` keeps the options that it does not name.
    fn reset_view_options(&mut self, from: &View, to: &View) {
        let gone: Vec<&str> =
            from.options.keys().filter(|key| !to.options.contains_key(*key)).map(String::as_str).collect();
        if !gone.is_empty() {
            self.push(format!("ALTER VIEW {} RESET ({})", qualified(&to.name), gone.join(", ")));
        }
    }

    fn change_view_options(&mut self, from: &View, to: &View) {
        if from.options == to.options {
            return;
        }
        let set: Vec<String> = to
            .options
            .iter()
            .filter(|(key, value)| from.options.get(*key) != Some(value))
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        if !set.is_empty() {
            self.push(format!("ALTER VIEW {} SET ({})", qualified(&to.name), set.join(", ")));
        }
        self.reset_view_options(from, to);
    }

    /// Whether an operation that is still to come is about this view.
    pub(super) fn view_is_still_to_come(&self, name: &ObjectName) -> bool {
        self.later().iter().any(|operation| match operation {
            Operation::View(Change::Alter { from, .. }) => &from.name == name,
            _ => false,
        })
    }
}
