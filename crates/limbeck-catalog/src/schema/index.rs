//! Indexes and the parts of keys.

use serde::{Deserialize, Serialize};

use super::column::Expression;
use super::name::Options;

/// What a part of a key is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A column.
    Column(String),
    /// An expression.
    Expression(Expression),
}

/// One part of a primary key, a unique constraint or an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyPart {
    /// The column or expression.
    pub key: Key,
    /// `DESC`.
    #[serde(default)]
    pub descending: bool,
    /// `NULLS FIRST` (true) or `NULLS LAST` (false), where it is not the default of the direction.
    #[serde(default)]
    pub nulls_first: Option<bool>,
    /// The collation, where it is not the column's.
    #[serde(default)]
    pub collation: Option<String>,
    /// The operator class, where it is not the default of the type (PostgreSQL).
    #[serde(default)]
    pub operator_class: Option<String>,
    /// The prefix length in characters (MySQL, MariaDB).
    #[serde(default)]
    pub length: Option<u32>,
}

impl KeyPart {
    /// A plain, ascending column.
    #[must_use]
    pub fn column(name: impl Into<String>) -> Self {
        Self::new(Key::Column(name.into()))
    }

    /// A plain, ascending expression.
    #[must_use]
    pub fn expression(text: impl Into<String>) -> Self {
        Self::new(Key::Expression(Expression::new(text)))
    }

    fn new(key: Key) -> Self {
        Self {
            key,
            descending: false,
            nulls_first: None,
            collation: None,
            operator_class: None,
            length: None,
        }
    }

    /// The column, where the part is one.
    #[must_use]
    pub fn column_name(&self) -> Option<&str> {
        match &self.key {
            Key::Column(name) => Some(name),
            Key::Expression(_) => None,
        }
    }
}

/// An index that is no constraint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The name.
    pub name: String,
    /// `UNIQUE`.
    #[serde(default)]
    pub unique: bool,
    /// The parts, in order.
    pub parts: Vec<KeyPart>,
    /// The predicate of a partial index.
    #[serde(default)]
    pub predicate: Option<Expression>,
    /// The access method, where it is not the default: `gin`, `fulltext`, `spatial`, `hash`.
    #[serde(default)]
    pub method: Option<String>,
    /// `INCLUDE (…)`.
    #[serde(default)]
    pub include: Vec<String>,
    /// `NULLS NOT DISTINCT`.
    #[serde(default)]
    pub nulls_not_distinct: bool,
    /// What only the dialect knows: `fillfactor`, `tablespace`, `parser`, `invalid`.
    #[serde(default)]
    pub options: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// The text the server keeps, where it keeps one (SQLite). It is used to create the index again, never to compare it.
    #[serde(default)]
    pub definition: Option<String>,
}
