//! MySQL and MariaDB: two dialects with a common part.
//!
//! Nothing here knows a server's version: what is rendered runs on MySQL 8.0.19 and MariaDB 10.5.2 or later.

mod family;
mod names;
pub mod options;
mod qualify;
mod render;
mod scratch;
mod text;
mod types;

use std::borrow::Cow;

use limbeck_catalog::{
    Action, Catalog, Column, DataType, Dialect, Operation, Options, Renaming, Table, TextKind, View,
};
use limbeck_url::DialectName;

use crate::render::Render;
use crate::script::{RenderError, Script};

pub use names::{quoted, string_literal};
pub use qualify::{for_scratch, names_another_database};
pub use render::default_clause;
pub use scratch::{Reach, reach, says_nothing_in_scratch};
pub use text::{
    expression, is_default_literal, may_read, mentions, same_body, same_routine, same_tokens, since,
    unescaped, without_database, without_introducers,
};
pub use types::without_default_width;

/// The dialect of MySQL.
#[derive(Clone, Copy, Debug, Default)]
pub struct MySql;

/// The dialect of MariaDB.
#[derive(Clone, Copy, Debug, Default)]
pub struct MariaDb;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavor {
    MySql,
    MariaDb,
}

macro_rules! dialect_of_the_family {
    ($dialect:ty, $flavor:expr, $name:expr) => {
        impl Dialect for $dialect {
            fn name(&self) -> DialectName {
                $name
            }

            /// Names of columns, indexes and constraints do not differ by case.
            fn folds<'a>(&self, identifier: &'a str) -> Cow<'a, str> {
                family::folds(identifier)
            }

            /// Names of tables and views do, where the file system's names do; elsewhere the server has made them lower case.
            fn folds_object<'a>(&self, identifier: &'a str) -> Cow<'a, str> {
                Cow::Borrowed(identifier)
            }

            fn names_constraints(&self) -> bool {
                true
            }

            fn unique_is_an_index(&self) -> bool {
                true
            }

            fn indexes_foreign_keys(&self) -> bool {
                true
            }

            fn given_foreign_key_name(&self, table: &str, taken: &[&str]) -> Option<String> {
                Some(family::next_foreign_key_name(table, taken))
            }

            fn given_check_name(&self, table: &str, taken: &[&str]) -> Option<String> {
                Some(family::check_name($flavor, table, taken))
            }

            fn same_action(&self, a: Action, b: Action) -> bool {
                a == b || family::same_action($flavor, a, b)
            }

            /// The servers keep whether somebody wrote `USING BTREE`, and make the same index of it.
            fn same_index_method(&self, a: Option<&str>, b: Option<&str>) -> bool {
                a.unwrap_or("btree") == b.unwrap_or("btree")
            }

            fn settles_options(&self) -> bool {
                true
            }

            fn settled_options(&self, actual: &Options, desired: &Options) -> Options {
                family::settled_options(actual, desired)
            }

            fn same_type(&self, a: &DataType, b: &DataType) -> bool {
                a == b || types::canonical(a) == types::canonical(b)
            }

            fn may_lose_values(&self, from: &DataType, to: &DataType) -> bool {
                types::may_lose_values(from, to)
            }

            fn same_text(&self, kind: TextKind, a: &str, b: &str) -> bool {
                match kind {
                    TextKind::Routine => same_routine(a, b),
                    TextKind::Trigger => same_body(a, b),
                    _ => same_tokens(a, b),
                }
            }

            fn renamed_text(&self, text: &str, renaming: Renaming<'_>) -> Option<String> {
                let (from, to) = match renaming {
                    Renaming::Table { from, to } => (&*from.name, &*to.name),
                    Renaming::Column { from, to, .. } => (from, to),
                };
                text::with_name_replaced(text, from, to)
            }

            /// Views, triggers and routines keep the old name, and fail when they are used.
            fn carries_renames(&self, kind: TextKind) -> bool {
                !matches!(kind, TextKind::View | TextKind::Trigger | TextKind::Routine)
            }

            fn mentions(&self, text: &str, name: &str) -> bool {
                mentions(text, name)
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

            /// `CREATE OR REPLACE VIEW` takes any query, and nothing that reads the view is looked at.
            fn can_replace_view(&self, _: &View, _: &View) -> bool {
                true
            }

            fn ddl_is_transactional(&self) -> bool {
                false
            }

            /// A primary key makes its columns NOT NULL.
            fn ignores_nullability(&self, table: &Table, column: &Column) -> bool {
                table.primary_key.iter().flat_map(|key| &key.parts).any(|part| {
                    part.column_name().is_some_and(|name| name.eq_ignore_ascii_case(&column.name))
                })
            }
        }

        impl Render for $dialect {
            fn render(&self, operations: &[Operation], before: &Catalog) -> Result<Script, RenderError> {
                render::render($flavor, self, operations, before)
            }

            fn quoted(&self, identifier: &str) -> String {
                quoted(identifier)
            }
        }
    };
}

dialect_of_the_family!(MySql, Flavor::MySql, DialectName::MySql);
dialect_of_the_family!(MariaDb, Flavor::MariaDb, DialectName::MariaDb);
