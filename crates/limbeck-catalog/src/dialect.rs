//! What the pure functions of this crate ask about a database.

use std::borrow::Cow;

use limbeck_url::DialectName;

use crate::schema::{Column, DataType, ObjectName, Table, View};

/// What a compared text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextKind {
    /// A column default.
    Default,
    /// The condition of a check.
    Check,
    /// The expression of a generated column.
    Generated,
    /// An expression in an index.
    IndexExpression,
    /// The predicate of a partial index.
    IndexPredicate,
    /// An exclusion constraint.
    Exclusion,
    /// A view's query.
    View,
    /// A routine.
    Routine,
    /// A trigger.
    Trigger,
    /// A policy.
    Policy,
}

/// A rename that has happened, and that the server carries into the texts it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renaming<'a> {
    /// A table.
    Table {
        /// Its old name.
        from: &'a ObjectName,
        /// Its new name.
        to: &'a ObjectName,
    },
    /// A column.
    Column {
        /// The table, under its present name.
        table: &'a ObjectName,
        /// Its old name.
        from: &'a str,
        /// Its new name.
        to: &'a str,
    },
}

/// Everything that comparing, ordering and inverting need to know of a database; one question a method, answered in the dialect's own module.
pub trait Dialect: Sync {
    /// The dialect's name.
    fn name(&self) -> DialectName;

    /// The form of an identifier in which two spellings of one name are equal.
    fn folds<'a>(&self, identifier: &'a str) -> Cow<'a, str>;

    /// Whether the names of constraints are part of the schema: told apart, renamed, dropped by.
    fn names_constraints(&self) -> bool;

    /// Whether the two spellings mean one type.
    fn same_type(&self, a: &DataType, b: &DataType) -> bool;

    /// Whether values of type `from` may be lost or changed when the column becomes `to`.
    fn may_lose_values(&self, from: &DataType, to: &DataType) -> bool;

    /// Whether the two texts are one as far as spelling goes: white space, letter case of words, quotes, comments. `false` is not the last
    /// word: the server may still hold them to be the same.
    fn same_text(&self, kind: TextKind, a: &str, b: &str) -> bool;

    /// The text as the server keeps it after the rename; `None` when the tokens alone cannot tell which of the names in it are meant.
    fn renamed_text(&self, text: &str, renaming: Renaming<'_>) -> Option<String>;

    /// Whether the text speaks of the object, as far as tokens can tell.
    fn mentions(&self, text: &str, name: &str) -> bool;

    /// Whether a foreign key can be added to a table that exists.
    fn adds_foreign_keys_later(&self) -> bool;

    /// Whether an index can be renamed in place.
    fn can_rename_index(&self) -> bool;

    /// Whether a view can be renamed in place.
    fn can_rename_view(&self) -> bool;

    /// Whether `from` can be replaced by `to` without dropping what depends on it.
    fn can_replace_view(&self, from: &View, to: &View) -> bool;

    /// Whether the column's nullability says nothing, because the server never lets it be NULL anyway.
    fn ignores_nullability(&self, table: &Table, column: &Column) -> bool;

    /// Whether DDL is part of a transaction and goes when it is rolled back.
    fn ddl_is_transactional(&self) -> bool;
}
