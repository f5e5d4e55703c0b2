//! Renames, which SQLite carries into every text it keeps.

use super::Renderer;
use crate::script::RenderError;
use crate::sqlite::quoted;
use crate::sqlite::text::mentions;
use limbeck_catalog::{Change, Member, Operation};

impl Renderer<'_> {
    pub(super) fn rename_table(&mut self, position: usize, from: &str, to: &str) {
        // Names that differ only in letter case are one name to SQLite, and "already there": it takes a name in between.
        let mut present = from.to_owned();
        if from.eq_ignore_ascii_case(to) {
            let between = self.free_name(&format!("_limbeck_old_{from}"));
            self.push(position, format!("ALTER TABLE {} RENAME TO {}", quoted(&present), quoted(&between)));
            present = between;
        }
        self.push(position, format!("ALTER TABLE {} RENAME TO {}", quoted(&present), quoted(to)));
    }

    pub(super) fn rename_column(&mut self, position: usize, table: &str, from: &str, to: &str) {
        let (table, from, to) = (quoted(table), quoted(from), quoted(to));
        self.push(position, format!("ALTER TABLE {table} RENAME COLUMN {from} TO {to}"));
    }

    /// A name that no table, view or index has.
    pub(super) fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| {
            self.state.tables.iter().any(|table| {
                table.name.name.eq_ignore_ascii_case(name)
                    || table.indexes.iter().any(|index| index.name.eq_ignore_ascii_case(name))
            }) || self.state.views.iter().any(|view| view.name.name.eq_ignore_ascii_case(name))
        };
        let mut name = wanted.to_owned();
        while taken(&name) {
            name.push('_');
        }
        name
    }

    /// A text that has to be written anew must be known exactly. After a rename in the same script it is known only where the old name can have
    /// meant nothing else: `original` is the text before the script.
    pub(super) fn check_renames(&self, what: &str, original: &str) -> Result<(), RenderError> {
        for operation in self.operations {
            let Operation::Column(Member { table, change: Change::Rename { from, .. } }) = operation else {
                continue;
            };
            let elsewhere = self.before.tables.iter().any(|other| {
                other.name != *table
                    && mentions(original, &other.name.name)
                    && other.columns.iter().any(|column| column.name.eq_ignore_ascii_case(&from.name))
            });
            if elsewhere && mentions(original, &from.name) && mentions(original, &table.name) {
                return Err(RenderError::AmbiguousRename {
                    table: table.name.clone(),
                    from: from.name.clone(),
                    text: what.to_owned(),
                });
            }
        }
        Ok(())
    }
}
