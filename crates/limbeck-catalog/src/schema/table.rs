//! Tables.

use serde::{Deserialize, Serialize};

use super::aspect::Aspects;
use super::column::Column;
use super::constraint::{Check, Exclusion, ForeignKey, PrimaryKey, Unique};
use super::index::Index;
use super::name::{ObjectName, Options};
use super::object::{Policy, Trigger};

/// What sort of table it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// An ordinary table.
    #[default]
    Ordinary,
    /// `CREATE VIRTUAL TABLE … USING …` (SQLite): everything after `USING`.
    Virtual(String),
    /// A partitioned table: the partition key as the server prints it.
    Partitioned(String),
    /// A partition of another table, with its bound as the server prints it.
    Partition {
        /// The table it is a partition of.
        of: ObjectName,
        /// `FOR VALUES …` or `DEFAULT`.
        bound: String,
    },
    /// A foreign table: its server and options as the server prints them.
    Foreign(String),
}

/// A table with everything that belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The name.
    pub name: ObjectName,
    /// What sort of table it is.
    #[serde(default)]
    pub kind: TableKind,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The primary key.
    #[serde(default)]
    pub primary_key: Option<PrimaryKey>,
    /// Foreign keys.
    #[serde(default)]
    pub foreign_keys: Vec<ForeignKey>,
    /// Unique constraints.
    #[serde(default)]
    pub uniques: Vec<Unique>,
    /// Check constraints.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// Exclusion constraints.
    #[serde(default)]
    pub exclusions: Vec<Exclusion>,
    /// Indexes that are no constraints.
    #[serde(default)]
    pub indexes: Vec<Index>,
    /// Triggers.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Row-level security policies.
    #[serde(default)]
    pub policies: Vec<Policy>,
    /// Tables it inherits from (PostgreSQL).
    #[serde(default)]
    pub inherits: Vec<ObjectName>,
    /// Routines that its defaults, checks and generated columns call. Never compared.
    #[serde(default)]
    pub depends_on: Vec<ObjectName>,
    /// What only the dialect knows: engine, charset, `strict`, `unlogged`, storage parameters.
    #[serde(default)]
    pub options: Options,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// The name this table had before, as the models say.
    #[serde(default)]
    pub renamed_from: Option<String>,
    /// What its source states about it, where that is less than the catalog states about others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_about: Option<Aspects>,
}

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new(name: ObjectName) -> Self {
        Self { name, ..Self::default() }
    }

    /// The column of exactly this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
