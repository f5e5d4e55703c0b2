//! Columns, their types and the expressions they carry.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::name::Options;

/// A column type in the canonical spelling of its server: `bigint`, `character varying(255)`, `int unsigned`, `text[]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DataType(pub String);

impl DataType {
    /// A type from its spelling.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type without what stands in parentheses: `numeric(10,2)[]` is `numeric[]`.
    #[must_use]
    pub fn without_modifier(&self) -> Self {
        match (self.0.find('('), self.0.rfind(')')) {
            (Some(open), Some(close)) if open < close => {
                Self(format!("{}{}", self.0[..open].trim_end(), &self.0[close + 1..]))
            }
            _ => self.clone(),
        }
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A piece of SQL: a default, a check, a predicate. Without the outermost parentheses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expression(pub String);

impl Expression {
    /// An expression from its text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `GENERATED ALWAYS AS (…)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generated {
    /// How the value is computed.
    pub expression: Expression,
    /// Stored on disk; otherwise computed when read.
    pub stored: bool,
}

/// `GENERATED … AS IDENTITY` (PostgreSQL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// `ALWAYS`; otherwise `BY DEFAULT`.
    pub always: bool,
    /// Options of the sequence behind it, where they are not the default.
    #[serde(default)]
    pub options: Options,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type, in the server's spelling; empty where SQLite has none.
    pub data_type: DataType,
    /// Whether the type stands for all of its kind ([`same_kind_of_type`](crate::Dialect::same_kind_of_type)): its source cannot tell them
    /// apart.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate_type: bool,
    /// Whether NULL is allowed.
    pub nullable: bool,
    /// The default; `None` is none, and also an explicit NULL.
    #[serde(default)]
    pub default: Option<Expression>,
    /// How the value is generated.
    #[serde(default)]
    pub generated: Option<Generated>,
    /// Identity (PostgreSQL).
    #[serde(default)]
    pub identity: Option<Identity>,
    /// `AUTO_INCREMENT` (MySQL, MariaDB), `AUTOINCREMENT` (SQLite).
    #[serde(default)]
    pub auto_increment: bool,
    /// The collation, where it is not the default of type or table.
    #[serde(default)]
    pub collation: Option<String>,
    /// `ON UPDATE …` (MySQL, MariaDB).
    #[serde(default)]
    pub on_update: Option<Expression>,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// What only the dialect knows: compression, statistics, invisible, charset, `on_conflict` of NOT NULL.
    #[serde(default)]
    pub options: Options,
    /// The name this column had before, as the models say.
    #[serde(default)]
    pub renamed_from: Option<String>,
}
