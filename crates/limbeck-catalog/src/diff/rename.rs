//! Renames: stated by the models, said by a person, or a mere change of letter case.

use super::compare::{Comparison, Places};
use super::options::{Rename, RenameKind};
use crate::apply::apply;
use crate::dialect::Dialect;
use crate::operation::{Change, Member, Operation};
use crate::schema::{Aspect, Column, ObjectName, Table};

impl Comparison<'_> {
    /// Finds the renames, writes them down and applies them, so that the rest of the comparison sees the new names.
    pub(super) fn renames(&mut self) {
        if !self.speaks(Aspect::Table) {
            return;
        }
        for table in &self.desired.tables {
            if let Some(from) = self.old_table(table) {
                let to = Table { name: table.name.clone(), ..from.clone() };
                self.record(Operation::Table(Change::Rename { from, to }));
                self.places = self.places_of_tables();
            }
        }
        if !self.speaks(Aspect::Column) {
            return;
        }
        for table in &self.desired.tables {
            for column in &table.columns {
                if let Some((table, from)) = self.old_column(table, column) {
                    let to = Column { name: column.name.clone(), ..from.clone() };
                    self.record(Operation::Column(Member { table, change: Change::Rename { from, to } }));
                }
            }
        }
    }

    /// Where the actual tables are, by folded name.
    pub(super) fn places_of_tables(&self) -> Places {
        self.actual
            .tables
            .iter()
            .enumerate()
            .map(|(place, table)| (self.folded(&table.name), place))
            .collect()
    }

    fn actual_table(&self, name: &ObjectName) -> Option<&Table> {
        self.actual.tables.get(*self.places.get(&self.folded(name))?)
    }

    fn record(&mut self, operation: Operation) {
        apply(&mut self.actual, &operation, self.dialect);
        self.operations.push(operation);
    }

    /// The table that gets the name of `table`, where it has another one now.
    fn old_table(&self, table: &Table) -> Option<Table> {
        if let Some(present) = self.actual_table(&table.name) {
            return (self.options.exact && present.name.name != table.name.name).then(|| bare(present));
        }
        let said =
            self.options.renames.iter().find(|rename| {
                rename.kind == RenameKind::Table && self.same_name(&rename.to, &table.name.name)
            });
        let old = said.map(|rename| rename.from.as_str()).or(table.renamed_from.as_deref())?;
        let old = ObjectName { schema: table.name.schema.clone(), name: old.to_owned() };
        let still_wanted = self.desired.tables.iter().any(|other| self.same_object_name(&other.name, &old));
        let present = self.actual_table(&old)?;
        (!still_wanted).then(|| bare(present))
    }

    /// The column that gets the name of `column`, where it has another one now, and its table.
    fn old_column(&self, table: &Table, column: &Column) -> Option<(ObjectName, Column)> {
        let actual = self.actual_table(&table.name)?;
        let present = actual.columns.iter().find(|other| self.same_name(&other.name, &column.name));
        if let Some(present) = present {
            let renamed = self.options.exact && present.name != column.name;
            return renamed.then(|| (actual.name.clone(), present.clone()));
        }
        let said = self.options.renames.iter().find(|rename| {
            rename.kind == RenameKind::Column
                && self.same_name(&rename.to, &column.name)
                && rename.table.as_ref().is_some_and(|name| self.same_name(&name.name, &table.name.name))
        });
        let old = said.map(|rename| rename.from.as_str()).or(column.renamed_from.as_deref())?;
        let still_wanted = table.columns.iter().any(|other| self.same_name(&other.name, old));
        let present = actual.columns.iter().find(|other| self.same_name(&other.name, old))?;
        (!still_wanted).then(|| (actual.name.clone(), present.clone()))
    }
}

/// The table without what a rename does not speak of.
fn bare(table: &Table) -> Table {
    Table { name: table.name.clone(), kind: table.kind.clone(), ..Table::default() }
}

/// The renames that nothing came of.
pub(super) fn unused(said: &[Rename], operations: &[Operation], dialect: &dyn Dialect) -> Vec<Rename> {
    let same = |a: &str, b: &str| dialect.folds(a) == dialect.folds(b);
    let done = |rename: &Rename| {
        operations.iter().any(|operation| match operation {
            Operation::Table(Change::Rename { from, to }) => {
                rename.kind == RenameKind::Table
                    && same(&from.name.name, &rename.from)
                    && same(&to.name.name, &rename.to)
            }
            Operation::Column(Member { table, change: Change::Rename { from, to } }) => {
                rename.kind == RenameKind::Column
                    && rename.table.as_ref().is_some_and(|name| same(&name.name, &table.name))
                    && same(&from.name, &rename.from)
                    && same(&to.name, &rename.to)
            }
            _ => false,
        })
    };
    said.iter().filter(|rename| !done(rename)).cloned().collect()
}
