//! Everything in a catalog that is no table.

use serde::{Deserialize, Serialize};

use super::column::{DataType, Expression};
use super::constraint::Check;
use super::name::{ObjectName, Options};

/// A schema (PostgreSQL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// The name.
    pub name: String,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// An installed extension (PostgreSQL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The name.
    pub name: String,
    /// The schema its objects live in, where it is not the default one.
    #[serde(default)]
    pub schema: Option<String>,
}

/// What a user-defined type is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserTypeKind {
    /// An enum with its labels, in order.
    Enum {
        /// The labels.
        labels: Vec<String>,
    },
    /// A domain.
    Domain {
        /// The type underneath.
        base: DataType,
        /// Whether NULL is allowed.
        nullable: bool,
        /// The default.
        default: Option<Expression>,
        /// The collation, where it is not the type's.
        collation: Option<String>,
        /// The checks.
        checks: Vec<Check>,
    },
    /// A composite type: names and types of its attributes.
    Composite {
        /// The attributes.
        attributes: Vec<(String, DataType)>,
    },
    /// A range type: its definition as the server prints it.
    Range {
        /// The definition.
        definition: String,
    },
}

/// A user-defined type (PostgreSQL).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserType {
    /// The name.
    pub name: ObjectName,
    /// What it is.
    pub kind: UserTypeKind,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// What a check or default of it calls, as the server has recorded it.
    #[serde(default)]
    pub depends_on: Vec<ObjectName>,
    /// The name this type had before, as the models say.
    #[serde(default)]
    pub renamed_from: Option<String>,
}

/// A sequence that is not the inside of an identity column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    /// The name.
    pub name: ObjectName,
    /// Type, start, increment, bounds, cache, cycle, where they are not the default.
    #[serde(default)]
    pub options: Options,
    /// The column that owns it.
    #[serde(default)]
    pub owned_by: Option<(ObjectName, String)>,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A view, plain or materialised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The name.
    pub name: ObjectName,
    /// `MATERIALIZED`.
    #[serde(default)]
    pub materialized: bool,
    /// The query as the server keeps it; on SQLite everything after the name.
    pub definition: Expression,
    /// What only the dialect knows: `check_option`, `security_barrier`, algorithm.
    #[serde(default)]
    pub options: Options,
    /// Indexes of a materialised view.
    #[serde(default)]
    pub indexes: Vec<super::index::Index>,
    /// `INSTEAD OF` triggers.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// The relations and routines it reads.
    #[serde(default)]
    pub depends_on: Vec<ObjectName>,
    /// Names and types of its columns, where the server tells them. They follow from the query: they are never compared, and say whether a view
    /// can be replaced in place.
    #[serde(default)]
    pub columns: Vec<(String, DataType)>,
    /// Comments of its columns, by their names.
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub column_comments: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// What a routine is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutineKind {
    /// A function.
    #[default]
    Function,
    /// A procedure.
    Procedure,
    /// An aggregate (PostgreSQL).
    Aggregate,
    /// A scheduled event (MySQL, MariaDB).
    Event,
}

/// A function, a procedure, an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// The name.
    pub name: ObjectName,
    /// What it is.
    #[serde(default)]
    pub kind: RoutineKind,
    /// The types of its arguments, which are part of its identity on PostgreSQL.
    #[serde(default)]
    pub arguments: String,
    /// The whole definition as the server prints it.
    pub definition: Expression,
    /// The relations and routines that must be there before it can be created. Never compared.
    #[serde(default)]
    pub depends_on: Vec<ObjectName>,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A trigger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The name.
    pub name: String,
    /// The whole `CREATE TRIGGER` statement as the server keeps or prints it.
    pub definition: Expression,
    /// What only the dialect knows: whether it is enabled.
    #[serde(default)]
    pub options: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A row-level security policy (PostgreSQL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The name.
    pub name: String,
    /// Everything after the table's name in `CREATE POLICY`.
    pub definition: Expression,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
}
