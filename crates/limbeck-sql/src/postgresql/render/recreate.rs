//! What goes with a column, or must go for a type, and is created again at once.

use limbeck_catalog::{Check, Index, ObjectName, Unique};

use super::column::index_speaks_of;
use super::{Renderer, constraint, index};
use crate::postgresql::names::qualified;
use crate::postgresql::text::mentions;

/// Members of a table that are lost with a column.
#[derive(Default)]
pub(super) struct Lost {
    pub(super) uniques: Vec<Unique>,
    pub(super) checks: Vec<Check>,
    pub(super) indexes: Vec<Index>,
}

impl Renderer<'_> {
    /// What PostgreSQL drops along with the column.
    pub(super) fn lost_with(&self, table: &ObjectName, column: &str) -> Lost {
        let Some(table) = self.table(table) else { return Lost::default() };
        let has = |unique: &&Unique| unique.parts.iter().any(|part| part.column_name() == Some(column));
        Lost {
            uniques: table.uniques.iter().filter(has).cloned().collect(),
            checks: table
                .checks
                .iter()
                .filter(|check| mentions(&check.expression.0, column))
                .cloned()
                .collect(),
            indexes: table.indexes.iter().filter(|index| index_speaks_of(index, column)).cloned().collect(),
        }
    }

    /// Creates them again.
    pub(super) fn restore(&mut self, table: &ObjectName, lost: Lost) {
        for unique in &lost.uniques {
            self.alter(table, &format!("ADD {}", constraint::unique(unique)));
        }
        for check in &lost.checks {
            self.alter(table, &format!("ADD {}", constraint::check(check)));
        }
        for index in &lost.indexes {
            self.push(index::create_index(index, table));
            let on = format!("INDEX {}", qualified(&table.sibling(&*index.name)));
            self.new_comment(&on, index.comment.as_ref());
        }
        if let Some(table) = self.table_mut(table) {
            table.uniques.extend(lost.uniques);
            table.checks.extend(lost.checks);
            table.indexes.extend(lost.indexes);
        }
    }
}
