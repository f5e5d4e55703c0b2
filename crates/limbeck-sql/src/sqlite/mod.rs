//! SQLite.

mod names;
mod reader;
mod render;
mod text;
mod types;

use std::borrow::Cow;

use limbeck_catalog::{
    Catalog, Column, DataType, Dialect, Operation, Renaming, Table, TableKind, TextKind, View, keys,
};
use limbeck_url::DialectName;

use crate::render::Render;
use crate::script::{RenderError, Script};

pub use names::{quoted, string_literal};
pub use reader::{ReadError, read_create_index, read_create_table, read_create_view, read_virtual_table};
pub use text::{constant, mentions, same_tokens};

/// The names of the rowid, where no column takes them away (SQLite manual, "ROWIDs and the INTEGER PRIMARY KEY").
const ROWIDS: [&str; 3] = ["rowid", "oid", "_rowid_"];

/// The dialect of SQLite.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sqlite;

impl Dialect for Sqlite {
    fn name(&self) -> DialectName {
        DialectName::Sqlite
    }

    /// SQLite compares names without regard to the case of ASCII letters.
    fn folds<'a>(&self, identifier: &'a str) -> Cow<'a, str> {
        if identifier.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(identifier.to_ascii_lowercase())
        } else {
            Cow::Borrowed(identifier)
        }
    }

    fn names_constraints(&self) -> bool {
        false
    }

    fn same_type(&self, a: &DataType, b: &DataType) -> bool {
        a == b || types::canonical_type(a) == types::canonical_type(b)
    }

    /// A declared type is any text: what it does is its affinity, what an ORM takes it for its kind.
    fn same_kind_of_type(&self, actual: &DataType, desired: &DataType) -> bool {
        types::same_kind(actual, desired)
    }

    fn may_lose_values(&self, from: &DataType, to: &DataType) -> bool {
        types::affinity(from) != types::affinity(to) && types::affinity(to) != types::Affinity::Blob
    }

    fn same_text(&self, _: TextKind, a: &str, b: &str) -> bool {
        same_tokens(a, b)
    }

    fn renamed_text(&self, text: &str, renaming: Renaming<'_>) -> Option<String> {
        let (from, to) = match renaming {
            Renaming::Table { from, to } => (&*from.name, &*to.name),
            Renaming::Column { from, to, .. } => (from, to),
        };
        text::with_name_replaced(text, from, to)
    }

    fn mentions(&self, text: &str, name: &str) -> bool {
        mentions(text, name)
    }

    fn adds_foreign_keys_later(&self) -> bool {
        false
    }

    fn can_rename_index(&self) -> bool {
        false
    }

    fn can_rename_view(&self) -> bool {
        false
    }

    fn can_replace_view(&self, _: &View, _: &View) -> bool {
        false
    }

    fn ddl_is_transactional(&self) -> bool {
        true
    }

    /// A rowid can never be NULL, nor can the primary key of a table without one, nor that of a strict table (SQLite manual, "ROWIDs and the
    /// INTEGER PRIMARY KEY", "The WITHOUT ROWID Optimization", "STRICT Tables"): NOT NULL on them says nothing.
    fn ignores_nullability(&self, table: &Table, column: &Column) -> bool {
        let Some(key) = &table.primary_key else { return false };
        let in_key = key
            .parts
            .iter()
            .filter_map(|part| part.column_name())
            .any(|name| self.folds(name) == self.folds(&column.name));
        in_key
            && (table.options.contains_key(keys::WITHOUT_ROWID)
                || table.options.contains_key(keys::STRICT)
                || (key.parts.len() == 1 && column.data_type.as_str().eq_ignore_ascii_case("integer")))
    }

    /// A table without a primary key has its rowid, by the first of its names that no column has. `diesel print-schema` writes it down as a
    /// column, because Diesel has no tables without a key.
    fn key_is_implicit(&self, actual: &Table, desired: &Table) -> bool {
        let Some([part]) = desired.primary_key.as_ref().map(|key| key.parts.as_slice()) else { return false };
        let is_rowid = |name: &str| ROWIDS.iter().any(|rowid| rowid.eq_ignore_ascii_case(name));
        let is_declared =
            |name: &str| actual.columns.iter().any(|column| self.folds(&column.name) == self.folds(name));
        actual.primary_key.is_none()
            && actual.kind == TableKind::Ordinary
            && part.column_name().is_some_and(|name| {
                let approximate = desired.column(name).is_some_and(|column| column.approximate_type);
                is_rowid(name) && approximate && !is_declared(name)
            })
    }
}

impl Render for Sqlite {
    fn render(&self, operations: &[Operation], before: &Catalog) -> Result<Script, RenderError> {
        render::render(operations, before)
    }

    fn quoted(&self, identifier: &str) -> String {
        quoted(identifier)
    }
}
