//! SQLite.

mod names;
mod reader;
mod render;
mod text;

use std::borrow::Cow;

use limbeck_catalog::{Catalog, Column, DataType, Dialect, Operation, Renaming, Table, TextKind, View, keys};
use limbeck_url::DialectName;

use crate::render::Render;
use crate::script::{RenderError, Script};

pub use names::{quoted, string_literal};
pub use reader::{ReadError, read_create_index, read_create_table, read_create_view, read_virtual_table};
pub use text::{constant, mentions, same_tokens};

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
        a == b || text::canonical_type(a) == text::canonical_type(b)
    }

    /// A declared type is any text; what it does is its affinity.
    fn same_kind_of_type(&self, actual: &DataType, desired: &DataType) -> bool {
        text::affinity(actual) == text::affinity(desired)
    }

    fn may_lose_values(&self, from: &DataType, to: &DataType) -> bool {
        text::affinity(from) != text::affinity(to) && text::affinity(to) != text::Affinity::Blob
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

    /// A rowid can never be NULL, nor can the primary key of a table without one (SQLite manual, "ROWIDs and the INTEGER PRIMARY KEY",
    /// "The WITHOUT ROWID Optimization"): NOT NULL on them says nothing.
    fn ignores_nullability(&self, table: &Table, column: &Column) -> bool {
        let Some(key) = &table.primary_key else { return false };
        let in_key = key
            .parts
            .iter()
            .filter_map(|part| part.column_name())
            .any(|name| self.folds(name) == self.folds(&column.name));
        in_key
            && (table.options.contains_key(keys::WITHOUT_ROWID)
                || (key.parts.len() == 1 && column.data_type.as_str().eq_ignore_ascii_case("integer")))
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
