//! The rank of each kind of step.

use std::collections::BTreeSet;

use crate::dialect::{Dialect, TextKind};
use crate::operation::{Change, Member, Operation};
use crate::schema::{Column, ObjectName, Routine};

/// What comes, goes and is renamed.
pub(super) struct Names<'d> {
    dialect: &'d dyn Dialect,
    created: BTreeSet<ObjectName>,
    created_views: BTreeSet<ObjectName>,
    dropped: BTreeSet<ObjectName>,
    dropped_views: BTreeSet<ObjectName>,
    renamed_to: BTreeSet<ObjectName>,
    /// Columns that come or change, and columns that change or go, each with its table.
    new_columns: Vec<(ObjectName, String)>,
    old_columns: Vec<(ObjectName, String)>,
    /// Routines that come after the columns that come, and routines that go before the columns that go.
    late: Vec<String>,
    early: Vec<String>,
    renames: bool,
    column_renames: bool,
}

impl<'d> Names<'d> {
    pub(super) fn of(operations: &[Operation], dialect: &'d dyn Dialect) -> Self {
        let names = |wanted: fn(&Operation) -> Option<&ObjectName>| -> BTreeSet<ObjectName> {
            operations.iter().filter_map(wanted).cloned().collect()
        };
        let columns = |wanted: fn(&Change<Column>) -> bool| -> Vec<(ObjectName, String)> {
            let column = |operation: &Operation| match operation {
                Operation::Column(Member { table, change }) if wanted(change) => {
                    Some((table.clone(), change.subject().name.clone()))
                }
                _ => None,
            };
            operations.iter().filter_map(column).collect()
        };
        let mut names = Self {
            late: Vec::new(),
            early: Vec::new(),
            renames: operations.iter().any(|operation| {
                renames_column(operation) || matches!(operation, Operation::Table(Change::Rename { .. }))
            }),
            column_renames: operations.iter().any(renames_column),
            dialect,
            created: names(|operation| match operation {
                Operation::Table(Change::Create(table)) => Some(&table.name),
                Operation::View(Change::Create(view)) => Some(&view.name),
                _ => None,
            }),
            created_views: names(|operation| match operation {
                Operation::View(Change::Create(view)) => Some(&view.name),
                _ => None,
            }),
            dropped_views: names(|operation| match operation {
                Operation::View(Change::Drop(view)) => Some(&view.name),
                _ => None,
            }),
            dropped: names(|operation| match operation {
                Operation::Table(Change::Drop(table)) => Some(&table.name),
                Operation::View(Change::Drop(view)) => Some(&view.name),
                _ => None,
            }),
            renamed_to: names(|operation| match operation {
                Operation::Table(Change::Rename { to, .. }) => Some(&to.name),
                _ => None,
            }),
            new_columns: columns(|change| matches!(change, Change::Create(_) | Change::Alter { .. })),
            old_columns: columns(|change| matches!(change, Change::Alter { .. } | Change::Drop(_))),
        };
        for operation in operations {
            match operation {
                Operation::Routine(Change::Create(routine)) if names.needs_created(routine) => {
                    names.late.push(routine.name.name.clone());
                }
                Operation::Routine(Change::Drop(routine)) if names.needs_dropped(routine) => {
                    names.early.push(routine.name.name.clone());
                }
                _ => {}
            }
        }
        names
    }

    /// Whether a column cannot be without one of the routines.
    fn calls(&self, column: &Column, routines: &[String]) -> bool {
        let default = column.default.as_ref().map(|default| &default.0);
        let texts =
            default.into_iter().chain(column.generated.as_ref().map(|generated| &generated.expression.0));
        texts.into_iter().any(|text| routines.iter().any(|routine| self.dialect.mentions(text, routine)))
    }

    /// Whether a view goes before tables and columns get the names of which its text knows nothing, to come back after that on the way back.
    fn goes_before_renames(&self, view: &ObjectName) -> bool {
        self.renames && self.dropped_views.contains(view)
    }

    /// The same of what belongs to a table, which must have its name then.
    fn goes_before_columns_are_renamed(&self, table: &ObjectName) -> bool {
        self.column_renames && !self.renamed_to.contains(table)
    }

    /// Whether a routine cannot be created before the tables, columns and views that come.
    fn needs_created(&self, routine: &Routine) -> bool {
        routine.depends_on.iter().any(|name| self.created.contains(name))
            || self.reads(routine, &self.new_columns)
    }

    fn reads_created_view(&self, routine: &Routine) -> bool {
        routine.depends_on.iter().any(|name| self.created_views.contains(name))
    }

    /// Whether a routine must go before the tables, columns and views that go.
    fn needs_dropped(&self, routine: &Routine) -> bool {
        routine.depends_on.iter().any(|name| self.dropped.contains(name))
            || self.reads(routine, &self.old_columns)
    }

    fn reads(&self, routine: &Routine, columns: &[(ObjectName, String)]) -> bool {
        columns.iter().any(|(table, column)| {
            routine.depends_on.contains(table) && self.dialect.mentions(&routine.definition.0, column)
        })
    }
}

pub(super) fn rank(operation: &Operation, names: &Names<'_>) -> u8 {
    use Change::{Alter, Create, Drop, Rename};
    use Operation as Op;
    match operation {
        Op::Schema(Create(_)) => 0,
        Op::Extension(Create(_) | Alter { .. } | Rename { .. }) => 1,
        Op::Type(Rename { .. }) | Op::Schema(Rename { .. } | Alter { .. }) => 2,
        Op::Type(Create(_)) => 3,
        Op::Sequence(Create(_) | Alter { .. } | Rename { .. }) => 4,
        Op::Trigger(Member { table, change: Drop(_) }) if names.goes_before_renames(table) => 4,
        Op::Index(Member { table, change: Drop(_) }) if names.goes_before_renames(table) => 4,
        Op::Policy(Member { table, change: Drop(_) }) if names.goes_before_columns_are_renamed(table) => 4,
        Op::Exclusion(Member { table, change: Drop(_) }) if names.goes_before_columns_are_renamed(table) => 4,
        Op::Trigger(Member { table, change: Drop(_) })
            if names.goes_before_columns_are_renamed(table)
                && !names.dialect.carries_renames(TextKind::Trigger) =>
        {
            4
        }
        Op::View(Drop(view)) if names.goes_before_renames(&view.name) => 5,
        // Renames come early, while everything that speaks of the old name is still there for the server to carry along; all that follows uses
        // the new names.
        Op::Table(Rename { .. }) | Op::View(Rename { .. }) => 6,
        Op::Column(member) if matches!(member.change, Rename { .. }) => 7,
        Op::Index(member) if matches!(member.change, Rename { .. }) => 8,
        Op::PrimaryKey(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Unique(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Check(member) if matches!(member.change, Rename { .. }) => 8,
        Op::ForeignKey(member) if matches!(member.change, Rename { .. }) => 8,
        Op::Grant(Drop(_)) => 9,
        Op::Trigger(member) if matches!(member.change, Drop(_)) => 10,
        Op::Policy(member) if matches!(member.change, Drop(_)) => 10,
        // An index goes before its view, so that on the way back the view is there before it.
        Op::Index(member) if matches!(member.change, Drop(_)) && names.dropped.contains(&member.table) => 10,
        Op::View(Drop(_)) => 11,
        Op::ForeignKey(member) if matches!(member.change, Drop(_)) => 13,
        Op::Index(member) if matches!(member.change, Drop(_)) => 14,
        Op::Check(member) if matches!(member.change, Drop(_)) => 15,
        Op::Exclusion(member) if matches!(member.change, Drop(_)) => 15,
        Op::Unique(member) if matches!(member.change, Drop(_)) => 15,
        Op::PrimaryKey(member) if matches!(member.change, Drop(_)) => 16,
        // The name is wanted by something that comes.
        Op::Table(Drop(table)) if names.renamed_to.contains(&table.name) => 5,
        Op::Table(Drop(table)) if names.created.contains(&table.name) => 17,
        Op::Column(Member { change: Drop(column), .. }) if names.calls(column, &names.early) => 17,
        // What a table's defaults and checks call goes after the table, what speaks of a table goes before it.
        Op::Routine(Drop(routine)) if names.needs_dropped(routine) => 18,
        Op::Type(Alter { .. }) => 25,
        Op::Routine(Create(routine)) if !names.needs_created(routine) => 28,
        Op::Table(Create(_)) => 30,
        Op::Table(Alter { .. }) => 40,
        Op::Column(Member { change: Create(column), .. }) if names.calls(column, &names.late) => 46,
        Op::Column(member) => match member.change {
            Create(_) => 41,
            Alter { .. } | Rename { .. } => 42,
            Drop(_) => 44,
        },
        // Between the columns that it will read and those that it read, on the way there and on the way back.
        Op::Routine(Alter { from, to }) if names.needs_dropped(from) || names.needs_created(to) => 43,
        Op::PrimaryKey(_) => 50,
        Op::Unique(_) | Op::Check(_) | Op::Exclusion(_) => 51,
        Op::Index(member) if names.created_views.contains(&member.table) => 82,
        Op::Index(_) => 60,
        Op::ForeignKey(_) => 70,
        Op::Routine(Alter { .. } | Rename { .. }) => 80,
        Op::Routine(Create(routine)) if !names.reads_created_view(routine) => 45,
        Op::Routine(Create(_)) | Op::View(_) => 81,
        Op::Trigger(_) | Op::Policy(_) => 83,
        Op::Grant(_) => 84,
        Op::Table(Drop(_)) => 90,
        Op::Routine(Drop(_)) | Op::Sequence(Drop(_)) => 91,
        Op::Type(Drop(_)) => 92,
        Op::Extension(Drop(_)) => 93,
        Op::Schema(Drop(_)) => 94,
    }
}

fn renames_column(operation: &Operation) -> bool {
    matches!(operation, Operation::Column(Member { change: Change::Rename { .. }, .. }))
}
