//! PostgreSQL.

mod names;
mod render;
mod text;
mod types;

use std::borrow::Cow;

use limbeck_catalog::{
    Catalog, Check, Column, DataType, Dialect, ForeignKey, Index, Operation, Options, Renaming, Table,
    TableKind, TextKind, View,
};
use limbeck_url::DialectName;

use crate::render::Render;
use crate::script::{RenderError, Script};

pub use names::{quoted, string_literal};
pub use text::{calls_in, without_outer_parentheses, words_of};

/// The option of an index that holds the names of its storage parameters in the order in which the server keeps them, where that is not the order
/// of the alphabet.
pub const PARAMETER_ORDER: &str = "parameter_order";

/// The dialect of PostgreSQL.
#[derive(Clone, Copy, Debug, Default)]
pub struct PostgreSql;

impl Dialect for PostgreSql {
    fn name(&self) -> DialectName {
        DialectName::PostgreSql
    }

    /// A name in a catalog stands as the server keeps it: what was folded has been folded.
    fn folds<'a>(&self, identifier: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(identifier)
    }

    fn names_constraints(&self) -> bool {
        true
    }

    fn same_type(&self, a: &DataType, b: &DataType) -> bool {
        types::same_type(a, b)
    }

    fn may_lose_values(&self, from: &DataType, to: &DataType) -> bool {
        types::may_lose_values(from, to)
    }

    /// A routine's body is a string, in which every blank counts.
    fn same_text(&self, _: TextKind, a: &str, b: &str) -> bool {
        text::same_tokens(a, b)
    }

    fn renamed_text(&self, text: &str, renaming: Renaming<'_>) -> Option<String> {
        let (from, to) = match renaming {
            Renaming::Table { from, to } => (&*from.name, &*to.name),
            Renaming::Column { from, to, .. } => (from, to),
        };
        text::with_name_replaced(text, from, to)
    }

    /// A view keeps the old name as an alias, and the body of a routine is a string that nobody touches.
    fn carries_renames(&self, kind: TextKind) -> bool {
        !matches!(kind, TextKind::View | TextKind::Routine)
    }

    fn mentions(&self, text: &str, name: &str) -> bool {
        text::mentions(text, name)
    }

    fn adds_foreign_keys_later(&self) -> bool {
        true
    }

    fn can_rename_index(&self) -> bool {
        true
    }

    fn can_rename_view(&self) -> bool {
        true
    }

    /// `CREATE OR REPLACE VIEW` takes new columns at the end, and nothing else (PostgreSQL manual, "CREATE VIEW").
    fn can_replace_view(&self, from: &View, to: &View) -> bool {
        !from.materialized
            && !to.materialized
            && !from.columns.is_empty()
            && to.columns.starts_with(&from.columns)
    }

    /// A column of a primary key, and an identity column, are NOT NULL.
    fn ignores_nullability(&self, table: &Table, column: &Column) -> bool {
        let in_key = table
            .primary_key
            .iter()
            .flat_map(|key| &key.parts)
            .any(|part| part.column_name() == Some(&column.name));
        in_key || column.identity.is_some()
    }

    fn ddl_is_transactional(&self) -> bool {
        true
    }

    fn can_rename_constraint(&self) -> bool {
        true
    }

    /// `VALIDATE CONSTRAINT`, and never back.
    fn alters_check(&self, from: &Check, to: &Check) -> bool {
        validates(&from.options, &to.options)
    }

    /// `VALIDATE CONSTRAINT`, `ALTER CONSTRAINT … DEFERRABLE`.
    fn alters_foreign_key(&self, from: &ForeignKey, to: &ForeignKey) -> bool {
        from.options == to.options || validates(&from.options, &to.options)
    }

    /// The order in which storage parameters were written says nothing.
    fn same_index_options(&self, a: &Options, b: &Options) -> bool {
        let without_order = |options: &Options| {
            let mut options = options.clone();
            options.remove(PARAMETER_ORDER);
            options
        };
        without_order(a) == without_order(b)
    }

    fn alters_index(&self, from: &Index, to: &Index) -> bool {
        self.same_index_options(&from.options, &to.options)
    }

    /// A table becomes a partition and ceases to be one; whether it has partitions itself is for ever.
    fn can_change_kind(&self, from: &TableKind, to: &TableKind) -> bool {
        use TableKind::{Ordinary, Partition};
        from == to || matches!((from, to), (Ordinary | Partition { .. }, Ordinary | Partition { .. }))
    }
}

/// Whether the only difference is that the rows have been looked at.
pub(in crate::postgresql) fn validates(from: &Options, to: &Options) -> bool {
    let mut validated = from.clone();
    validated.remove("not_valid").is_some() && validated == *to
}

impl Render for PostgreSql {
    fn render(&self, operations: &[Operation], before: &Catalog) -> Result<Script, RenderError> {
        render::render(operations, before)
    }

    fn quoted(&self, identifier: &str) -> String {
        quoted(identifier)
    }
}
