//! Renaming columns.

use limbeck_catalog::{Change, Column, Key, Member, ObjectName, Operation, Table, apply};

use super::Renderer;
use super::alter::{KEEP_HISTORY, alter_table};
use super::table::{check, column_definition, index_definition};
use crate::mysql::options::SYSTEM_VERSIONING;
use crate::mysql::{Flavor, mentions, quoted};

impl Renderer<'_> {
    /// MariaDB carries the new name into checks, generated columns and indexes. MySQL refuses as long as any of them speaks of the column: they
    /// are dropped and made again around the rename, in one statement.
    pub(super) fn rename_column(&mut self, position: usize, table: &ObjectName, from: &str, to: &str) {
        let rename = format!("RENAME COLUMN {} TO {}", quoted(from), quoted(to));
        let clauses = match self.state.table(table) {
            Some(old) if self.flavor == Flavor::MySql => self.around_rename(old, from, to, rename),
            _ => vec![rename],
        };
        let is_versioned =
            self.state.table(table).is_some_and(|table| table.options.contains_key(SYSTEM_VERSIONING));
        let before = if is_versioned { KEEP_HISTORY } else { "" };
        if let Some(sql) = alter_table(before, &table.name, &clauses) {
            self.push(position, sql);
        }
    }

    fn around_rename(&self, old: &Table, from: &str, to: &str, rename: String) -> Vec<String> {
        let mut renamed = self.state.clone();
        let change = Change::Rename {
            from: Column { name: from.to_owned(), ..Column::default() },
            to: Column { name: to.to_owned(), ..Column::default() },
        };
        apply(&mut renamed, &Operation::Column(Member { table: old.name.clone(), change }), self.dialect);
        let Some(new) = renamed.table(&old.name) else { return vec![rename] };
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (was, is) in old.checks.iter().zip(&new.checks) {
            if mentions(was.expression.as_str(), from) {
                before.push(format!("DROP CONSTRAINT {}", quoted(was.name.as_deref().unwrap_or_default())));
                after.push(format!("ADD {}", check(is)));
            }
        }
        for (was, is) in old.indexes.iter().zip(&new.indexes) {
            let speaks = |key: &Key| matches!(key, Key::Expression(text) if mentions(text.as_str(), from));
            if was.parts.iter().any(|part| speaks(&part.key)) {
                before.push(format!("DROP INDEX {}", quoted(&was.name)));
                after.push(format!("ADD {}", index_definition(self.flavor, is)));
            }
        }
        for (was, is) in old.columns.iter().zip(&new.columns) {
            let speaks =
                was.generated.as_ref().is_some_and(|generated| mentions(generated.expression.as_str(), from));
            if speaks {
                before.push(format!("DROP COLUMN {}", quoted(&was.name)));
                after.push(format!("ADD COLUMN {}", column_definition(self.flavor, is, new)));
            }
        }
        before.push(rename);
        before.extend(after);
        before
    }
}
