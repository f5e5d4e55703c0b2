//! What the pure functions of this crate ask about a database.

use std::borrow::Cow;

use limbeck_url::DialectName;

use crate::schema::{
    Action, Check, Column, DataType, ForeignKey, Index, ObjectName, Options, Table, TableKind, View,
};

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

    /// As [`Dialect::folds`], for names of tables and views, which on some servers are files.
    fn folds_object<'a>(&self, identifier: &'a str) -> Cow<'a, str> {
        self.folds(identifier)
    }

    /// Whether the names of constraints are part of the schema: told apart, renamed, dropped by.
    fn names_constraints(&self) -> bool;

    /// Whether the two spellings mean one type.
    fn same_type(&self, a: &DataType, b: &DataType) -> bool;

    /// Whether `actual` is of the kind that `desired` names, for sources that know kinds of types alone: without a length or precision of
    /// its own, `desired` means any.
    fn same_kind_of_type(&self, actual: &DataType, desired: &DataType) -> bool {
        self.same_type(actual, desired)
            || !desired.0.contains('(') && self.same_type(&actual.without_modifier(), desired)
    }

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

    /// Whether `actual` has the primary key of `desired` without declaring it, column and all: the rowid of SQLite.
    fn key_is_implicit(&self, _actual: &Table, _desired: &Table) -> bool {
        false
    }

    /// Whether DDL is part of a transaction and goes when it is rolled back.
    fn ddl_is_transactional(&self) -> bool;

    /// Whether a unique constraint and a unique index are one and the same.
    fn unique_is_an_index(&self) -> bool {
        false
    }

    /// Whether the server gives an index to a foreign key whose columns have none.
    fn indexes_foreign_keys(&self) -> bool {
        false
    }

    /// The name that the server would give to a foreign key without one; `taken` are all that exist. `None` where it needs none.
    fn given_foreign_key_name(&self, _table: &str, _taken: &[&str]) -> Option<String> {
        None
    }

    /// As [`Dialect::given_foreign_key_name`], for a check; `taken` are those of the table.
    fn given_check_name(&self, _table: &str, _taken: &[&str]) -> Option<String> {
        None
    }

    /// Whether two actions of a foreign key are one.
    fn same_action(&self, a: Action, b: Action) -> bool {
        a == b
    }

    /// Whether two access methods of an index are one; `None` is the default.
    fn same_index_method(&self, a: Option<&str>, b: Option<&str>) -> bool {
        a == b
    }

    /// Whether two sets of settings of an index are one.
    fn same_index_options(&self, a: &Options, b: &Options) -> bool {
        a == b
    }

    /// Whether there are settings that a table always has, so that a desired one that does not name them keeps those it has.
    fn settles_options(&self) -> bool {
        false
    }

    /// The desired settings of a table, with what it always has and they do not name taken from the actual ones.
    fn settled_options(&self, _actual: &Options, desired: &Options) -> Options {
        desired.clone()
    }

    /// Whether a constraint can be renamed in place.
    fn can_rename_constraint(&self) -> bool {
        false
    }

    /// Whether the server makes `to` of `from` without looking at every row again; they differ in nothing but their state (validated or not).
    fn alters_check(&self, _from: &Check, _to: &Check) -> bool {
        false
    }

    /// As [`Dialect::alters_check`], for a foreign key, which may also differ in when it is checked.
    fn alters_foreign_key(&self, _from: &ForeignKey, _to: &ForeignKey) -> bool {
        false
    }

    /// Whether the server makes `to` of `from` without building it again; all that speaks of rows is the same in both.
    fn alters_index(&self, _from: &Index, _to: &Index) -> bool {
        false
    }

    /// Whether a table of the one kind can become one of the other and keep its rows.
    fn can_change_kind(&self, _from: &TableKind, _to: &TableKind) -> bool {
        true
    }

    /// Whether the server carries a rename into texts of this kind.
    fn carries_renames(&self, _kind: TextKind) -> bool {
        true
    }
}
