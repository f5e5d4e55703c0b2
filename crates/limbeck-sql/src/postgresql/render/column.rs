//! Changes of columns.

use limbeck_catalog::{Change, Column, Identity, Member, ObjectName, Operation, Table, TableKind};

use super::Renderer;
use super::parameter::parameter_value;
use super::recreate::Lost;
use super::sequence::{narrowed, option_changes, start};
use super::table::{collation_name, column_definition, column_extras, default_text, identity_clause};
use crate::postgresql::names::{qualified, quoted, string_literal};
use crate::postgresql::text::mentions;
use crate::postgresql::types;
use crate::script::RenderError;

impl Renderer<'_> {
    pub(super) fn column(&mut self, table: &ObjectName, change: &Change<Column>) -> Result<(), RenderError> {
        match change {
            Change::Create(column) => {
                if !self.is_there_already(table, &column.name) {
                    self.add_column(table, column);
                }
            }
            Change::Drop(column) => self.drop_column(table, column)?,
            Change::Rename { from, to } => {
                self.alter(table, &format!("RENAME COLUMN {} TO {}", quoted(&from.name), quoted(&to.name)));
            }
            Change::Alter { from, to } => self.alter_column(table, from, to)?,
        }
        Ok(())
    }

    /// A partition that has been detached has its columns already, and so has one that is about to be.
    fn is_there_already(&self, table: &ObjectName, column: &str) -> bool {
        let Some(known) = self.table(table) else { return false };
        if known.column(column).is_some() {
            return true;
        }
        match &known.kind {
            TableKind::Partition { of, .. } => {
                let leaves = self.later().iter().any(|operation| {
                    matches!(operation, Operation::Table(Change::Alter { from, to })
                        if from.name == *table && from.kind != to.kind)
                });
                leaves && self.table(of).is_some_and(|parent| parent.column(column).is_some())
            }
            _ => false,
        }
    }

    pub(super) fn add_column(&mut self, table: &ObjectName, column: &Column) {
        self.alter(table, &format!("ADD COLUMN {}", column_definition(column)));
        let name = qualified(table);
        self.push_all(column_extras(&name, column));
        self.new_comment(&format!("COLUMN {name}.{}", quoted(&column.name)), column.comment.as_ref());
    }

    fn drop_column(&mut self, table: &ObjectName, column: &Column) -> Result<(), RenderError> {
        let Some(known) = self.table(table) else { return Ok(()) };
        if known.column(&column.name).is_none() || self.becomes_inherited(known, &column.name) {
            return Ok(());
        }
        self.suspend_views_of(table, &column.name)?;
        for generated in self.generated_from(table, &column.name) {
            self.suspend_views_of(table, &generated.name)?;
            self.alter(table, &format!("DROP COLUMN {}", quoted(&generated.name)));
            self.forget_column(table, &generated.name);
        }
        self.alter(table, &format!("DROP COLUMN {}", quoted(&column.name)));
        self.forget_column(table, &column.name);
        self.forget_sequences_of(table, Some(&column.name));
        Ok(())
    }

    /// A table that is about to be attached keeps the columns that it will then inherit.
    fn becomes_inherited(&self, table: &Table, column: &str) -> bool {
        self.later().iter().any(|operation| match operation {
            Operation::Table(Change::Alter { from, to }) if from.name == table.name => match &to.kind {
                TableKind::Partition { of, .. } => {
                    self.table(of).is_some_and(|parent| parent.column(column).is_some())
                }
                _ => false,
            },
            _ => false,
        })
    }

    /// The generated columns that are computed from a column.
    fn generated_from(&self, table: &ObjectName, column: &str) -> Vec<Column> {
        let columns = self.table(table).map(|table| &table.columns[..]).unwrap_or_default();
        let uses = |other: &&Column| {
            // None is computed from itself: its name there is a function's.
            other.name != column
                && other.generated.as_ref().is_some_and(|generated| mentions(&generated.expression.0, column))
        };
        columns.iter().filter(uses).cloned().collect()
    }

    fn alter_column(&mut self, table: &ObjectName, from: &Column, to: &Column) -> Result<(), RenderError> {
        let present = self.table(table).and_then(|table| table.column(&from.name)).cloned();
        let Some(present) = present else {
            // It had to go when a column was changed that it is computed from.
            self.add_column(table, to);
            if let Some(table) = self.table_mut(table) {
                table.columns.push(to.clone());
            }
            let is_its = |(of, column, _): &mut (ObjectName, String, _)| of == table && *column == from.name;
            for (_, _, lost) in self.lost.extract_if(.., is_its).collect::<Vec<_>>() {
                self.restore(table, lost);
            }
            return Ok(());
        };
        let from = &present;
        let name = quoted(&to.name);
        match (&from.generated, &to.generated) {
            (None, None) => {}
            (Some(a), Some(b)) if a == b => {}
            (Some(old), None) if old.stored => {
                self.alter(table, &format!("ALTER COLUMN {name} DROP EXPRESSION"));
            }
            _ => return self.remake_column(table, from, to),
        }
        self.change_type_and_default(table, from, to)?;
        if from.options.get("compression") != to.options.get("compression") {
            let method = to.options.get("compression").map_or("default", String::as_str);
            self.alter(table, &format!("ALTER COLUMN {name} SET COMPRESSION {method}"));
        }
        self.change_options(table, from, to);
        let on = format!("COLUMN {}.{name}", qualified(table));
        self.changed_comment(&on, &from.comment, &to.comment);
        Ok(())
    }

    fn change_type_and_default(
        &mut self,
        table: &ObjectName,
        from: &Column,
        to: &Column,
    ) -> Result<(), RenderError> {
        let name = quoted(&to.name);
        let alter = format!("ALTER COLUMN {name}");
        let type_changes = from.data_type != to.data_type || from.collation != to.collation;
        let mut default = from.default.clone();
        if default.is_some() && (type_changes || to.default.is_none()) && to.generated.is_none() {
            self.alter(table, &format!("{alter} DROP DEFAULT"));
            default = None;
            if to.identity.is_some() {
                self.drop_sequences_that_go(table, &from.name);
            }
        }
        if from.identity.is_some() && to.identity.is_none() {
            self.alter(table, &format!("{alter} DROP IDENTITY"));
        }
        if type_changes {
            self.change_type(table, from, to)?;
        }
        if default != to.default
            && let Some(default) = &to.default
        {
            self.alter(table, &format!("{alter} SET DEFAULT {}", default_text(&default.0)));
            self.count_on(table, &to.name, &default.0);
        }
        if from.nullable && !to.nullable {
            self.alter(table, &format!("{alter} SET NOT NULL"));
        }
        match (&from.identity, &to.identity) {
            (None, Some(identity)) => {
                self.alter(table, &format!("{alter} ADD {}", identity_clause(identity)));
                self.go_on_counting(table, &to.name, identity);
            }
            (Some(old), Some(new)) => self.change_identity(table, &to.name, old, new),
            _ => {}
        }
        if !from.nullable && to.nullable {
            self.alter(table, &format!("{alter} DROP NOT NULL"));
        }
        Ok(())
    }

    fn change_identity(&mut self, table: &ObjectName, unquoted: &str, old: &Identity, new: &Identity) {
        let column = quoted(unquoted);
        let mut changes = Vec::new();
        if old.always != new.always {
            changes.push(format!("SET GENERATED {}", if new.always { "ALWAYS" } else { "BY DEFAULT" }));
        }
        let mut options = new.options.clone();
        let mut before = old.options.clone();
        // Its type is the column's.
        options.remove("type");
        before.remove("type");
        changes.extend(option_changes(&before, &options, "SET "));
        if let Some((function, bound)) = narrowed(&before, &options) {
            let (of, name) = (string_literal(&qualified(table)), string_literal(unquoted));
            self.push(format!(
                "SELECT setval(s, {function}(coalesce(pg_sequence_last_value(s), {}), {bound}), pg_sequence_last_value(s) IS NOT NULL) \
                 FROM (SELECT pg_get_serial_sequence({of}, {name})::regclass AS s) AS own",
                start(&before)
            ));
        }
        if !changes.is_empty() {
            self.alter(table, &format!("ALTER COLUMN {column} {}", changes.join(" ")));
        }
    }

    /// A column that has values already goes on after the greatest.
    fn go_on_counting(&mut self, table: &ObjectName, column: &str, identity: &Identity) {
        if identity.options.get("increment").is_some_and(|increment| increment.starts_with('-')) {
            return;
        }
        let table = qualified(table);
        self.push(format!(
            "SELECT setval(pg_get_serial_sequence({}, {}), (SELECT max({}) FROM {table}))",
            string_literal(&table),
            string_literal(column),
            quoted(column),
        ));
    }

    /// The same for a sequence that this script has created.
    fn count_on(&mut self, table: &ObjectName, column: &str, default: &str) {
        let created = self.operations.iter().find_map(|operation| match operation {
            Operation::Sequence(Change::Create(sequence))
                if default.starts_with("nextval(") && mentions(default, &sequence.name.name) =>
            {
                Some(sequence)
            }
            _ => None,
        });
        if let Some(sequence) = created {
            let sql = format!(
                "SELECT setval({}, (SELECT max({}) FROM {}))",
                string_literal(&qualified(&sequence.name)),
                quoted(column),
                qualified(table)
            );
            self.push(sql);
        }
    }

    /// A sequence of the column that is to be dropped later goes now: the one behind an identity gets its name.
    fn drop_sequences_that_go(&mut self, table: &ObjectName, column: &str) {
        let going: Vec<_> = self
            .state
            .sequences
            .iter()
            .filter(|sequence| {
                sequence.owned_by.as_ref().is_some_and(|(owner, its)| owner == table && its == column)
                    && self.later().iter().any(|operation| {
                        matches!(operation, Operation::Sequence(Change::Drop(dropped)) if dropped.name == sequence.name)
                    })
            })
            .map(|sequence| sequence.name.clone())
            .collect();
        for name in going {
            self.push(format!("DROP SEQUENCE {}", qualified(&name)));
            self.state.sequences.retain(|sequence| sequence.name != name);
        }
    }

    fn change_type(&mut self, table: &ObjectName, from: &Column, to: &Column) -> Result<(), RenderError> {
        let name = quoted(&to.name);
        self.suspend_dependents_of(table, &from.name)?;
        if !types::comparable(&from.data_type, &to.data_type) {
            self.suspend_foreign_keys_of(table, &from.name);
        }
        let generated = self.take_computed_away(table, &from.name)?;
        let mut sql = format!("ALTER COLUMN {name} TYPE {}", to.data_type);
        if let Some(collation) = &to.collation {
            sql.push_str(&format!(" COLLATE {}", collation_name(collation)));
        }
        if let Some(using) = types::using(&name, &from.data_type, &to.data_type) {
            sql.push_str(&format!(" USING {using}"));
        }
        self.alter(table, &sql);
        for (column, lost) in generated {
            self.bring_generated_back(table, &column, lost);
        }
        Ok(())
    }

    /// Drops the columns that are computed from a column.
    pub(super) fn take_computed_away(
        &mut self,
        table: &ObjectName,
        column: &str,
    ) -> Result<Vec<(Column, Lost)>, RenderError> {
        let generated = self.generated_from(table, column).into_iter();
        generated.map(|column| Ok((column.clone(), self.take_generated_away(table, &column)?))).collect()
    }

    pub(super) fn is_altered_or_dropped_later(&self, table: &ObjectName, column: &str) -> bool {
        self.later().iter().any(|operation| match operation {
            Operation::Column(Member {
                table: of,
                change: Change::Alter { from, .. } | Change::Drop(from),
            }) => of == table && from.name == column,
            _ => false,
        })
    }

    /// A column that becomes generated, or is generated from something else: PostgreSQL makes it anew.
    fn remake_column(&mut self, table: &ObjectName, from: &Column, to: &Column) -> Result<(), RenderError> {
        self.suspend_dependents_of(table, &from.name)?;
        self.suspend_foreign_keys_of(table, &from.name);
        self.alter(table, &format!("DROP COLUMN {}", quoted(&from.name)));
        let lost = self.forget_column(table, &from.name);
        self.add_column(table, to);
        self.restore(table, lost);
        if let Some(table) = self.table_mut(table) {
            table.columns.push(to.clone());
        }
        Ok(())
    }

    fn change_options(&mut self, table: &ObjectName, from: &Column, to: &Column) {
        let name = quoted(&to.name);
        let differs = |key: &str| from.options.get(key) != to.options.get(key);
        if differs("statistics") {
            let value = to.options.get("statistics").map_or("-1", String::as_str);
            self.alter(table, &format!("ALTER COLUMN {name} SET STATISTICS {value}"));
        }
        if differs("storage") {
            let value = to
                .options
                .get("storage")
                .map_or_else(|| types::storage(&to.data_type).to_owned(), |value| value.to_uppercase());
            self.alter(table, &format!("ALTER COLUMN {name} SET STORAGE {value}"));
        }
        let attributes = |column: &Column| -> Vec<(String, String)> {
            let strip = |(key, value): (&String, &String)| {
                Some((key.strip_prefix("attribute.")?.to_owned(), value.clone()))
            };
            column.options.iter().filter_map(strip).collect()
        };
        let (before, after) = (attributes(from), attributes(to));
        let set: Vec<String> = after
            .iter()
            .filter(|attribute| !before.contains(attribute))
            .map(|(key, value)| format!("{key}={}", parameter_value(value)))
            .collect();
        if !set.is_empty() {
            self.alter(table, &format!("ALTER COLUMN {name} SET ({})", set.join(", ")));
        }
        let reset: Vec<&str> = before
            .iter()
            .filter(|(key, _)| !after.iter().any(|(other, _)| other == key))
            .map(|(key, _)| key.as_str())
            .collect();
        if !reset.is_empty() {
            self.alter(table, &format!("ALTER COLUMN {name} RESET ({})", reset.join(", ")));
        }
    }
}

/// Whether an index has the column in its keys, its expressions, its predicate or beside them.
pub(super) fn index_speaks_of(index: &limbeck_catalog::Index, column: &str) -> bool {
    use limbeck_catalog::Key;
    index.parts.iter().any(|part| match &part.key {
        Key::Column(name) => name == column,
        Key::Expression(expression) => mentions(&expression.0, column),
    }) || index.include.iter().any(|name| name == column)
        || index.predicate.as_ref().is_some_and(|predicate| mentions(&predicate.0, column))
}
