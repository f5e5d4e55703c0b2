//! Constraints.

use serde::{Deserialize, Serialize};

use super::column::Expression;
use super::index::KeyPart;
use super::name::{ObjectName, Options};

/// A primary key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrimaryKey {
    /// The name; `None` where the server keeps none, or where any will do.
    #[serde(default)]
    pub name: Option<String>,
    /// The columns, in order.
    pub parts: Vec<KeyPart>,
    /// `INCLUDE (…)`.
    #[serde(default)]
    pub include: Vec<String>,
    /// When it is checked.
    #[serde(default)]
    pub deferrability: Deferrability,
    /// What only the dialect knows.
    #[serde(default)]
    pub options: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A unique constraint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unique {
    /// The name; `None` where the server keeps none, or where any will do.
    #[serde(default)]
    pub name: Option<String>,
    /// The columns, in order.
    pub parts: Vec<KeyPart>,
    /// `INCLUDE (…)`.
    #[serde(default)]
    pub include: Vec<String>,
    /// `NULLS NOT DISTINCT`.
    #[serde(default)]
    pub nulls_not_distinct: bool,
    /// When it is checked.
    #[serde(default)]
    pub deferrability: Deferrability,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// What only the dialect knows.
    #[serde(default)]
    pub options: Options,
}

/// A check constraint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The name; `None` where the server keeps none, or where any will do.
    #[serde(default)]
    pub name: Option<String>,
    /// The condition.
    pub expression: Expression,
    /// `NO INHERIT` (PostgreSQL).
    #[serde(default)]
    pub no_inherit: bool,
    /// `NOT VALID` (PostgreSQL), `NOT ENFORCED` (MySQL) and the like; an absent key is the default.
    #[serde(default)]
    pub options: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// An exclusion constraint (PostgreSQL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The definition as the server prints it, from `EXCLUDE` on.
    pub definition: Expression,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferrability {
    /// `NOT DEFERRABLE`.
    #[default]
    NotDeferrable,
    /// `DEFERRABLE INITIALLY IMMEDIATE`.
    InitiallyImmediate,
    /// `DEFERRABLE INITIALLY DEFERRED`.
    InitiallyDeferred,
}

/// What a foreign key does when the row it points to goes or changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// `NO ACTION`.
    #[default]
    NoAction,
    /// `RESTRICT`.
    Restrict,
    /// `CASCADE`.
    Cascade,
    /// `SET NULL`.
    SetNull,
    /// `SET DEFAULT`.
    SetDefault,
}

impl Action {
    /// The words of SQL.
    #[must_use]
    pub fn as_sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }
}

/// A foreign key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// The name; `None` where the server keeps none, or where any will do.
    #[serde(default)]
    pub name: Option<String>,
    /// The columns that point.
    pub columns: Vec<String>,
    /// The table pointed to.
    pub referred_table: ObjectName,
    /// The columns pointed to; empty is the primary key of the table pointed to.
    #[serde(default)]
    pub referred_columns: Vec<String>,
    /// What happens when the row pointed to is deleted.
    #[serde(default)]
    pub on_delete: Action,
    /// What happens when the key pointed to changes.
    #[serde(default)]
    pub on_update: Action,
    /// `MATCH FULL` and the like; `None` is `MATCH SIMPLE`.
    #[serde(default)]
    pub match_type: Option<String>,
    /// When it is checked.
    #[serde(default)]
    pub deferrability: Deferrability,
    /// What only the dialect knows: `not_valid`, columns of `SET NULL (…)`.
    #[serde(default)]
    pub options: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}
