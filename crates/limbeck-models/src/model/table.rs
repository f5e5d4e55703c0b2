//! Tables of the models.

use limbeck_catalog::{Action, Aspects, Deferrability, Key, ObjectName};
use limbeck_url::DialectName;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::column::ModelColumn;
use super::place::Place;

/// A table as the models declare it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelTable {
    /// The name.
    pub name: ObjectName,
    /// The name of the Rust struct, where there is one.
    #[serde(default)]
    pub rust_name: Option<String>,
    /// Where it is declared.
    #[serde(default)]
    pub place: Place,
    /// The columns, in order.
    pub columns: Vec<ModelColumn>,
    /// The columns of the primary key, in order.
    #[serde(default)]
    pub primary_key: Vec<String>,
    /// Foreign keys.
    #[serde(default)]
    pub foreign_keys: Vec<ModelForeignKey>,
    /// Unique constraints.
    #[serde(default)]
    pub uniques: Vec<ModelUnique>,
    /// Check constraints.
    #[serde(default)]
    pub checks: Vec<ModelCheck>,
    /// Indexes.
    #[serde(default)]
    pub indexes: Vec<ModelIndex>,
    /// Settings that single dialects understand.
    #[serde(default)]
    pub options: TableOptions,
    /// The comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// The name it had before.
    #[serde(default)]
    pub renamed_from: Option<String>,
    /// What its source states about it, where that is less than the model states about other tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_about: Option<Aspects>,
}

impl ModelTable {
    /// The column of exactly this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&ModelColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Settings of a table that single dialects understand; the others leave them out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableOptions {
    /// `STRICT` (SQLite).
    #[serde(default)]
    pub strict: bool,
    /// `WITHOUT ROWID` (SQLite).
    #[serde(default)]
    pub without_rowid: bool,
    /// `ENGINE` (MySQL, MariaDB).
    #[serde(default)]
    pub engine: Option<String>,
    /// `DEFAULT CHARSET` (MySQL, MariaDB).
    #[serde(default)]
    pub charset: Option<String>,
}

/// A foreign key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelForeignKey {
    /// The name, where one is given.
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
    /// When it is checked.
    #[serde(default)]
    pub deferrability: Deferrability,
    /// Where it is declared.
    #[serde(default)]
    pub place: Place,
}

/// A unique constraint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelUnique {
    /// The name, where one is given.
    #[serde(default)]
    pub name: Option<String>,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// Where it is declared.
    #[serde(default)]
    pub place: Place,
}

/// A check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelCheck {
    /// The name, where one is given.
    #[serde(default)]
    pub name: Option<String>,
    /// The condition, in SQL.
    pub expression: String,
    /// The column it was declared on, where it was declared on one.
    #[serde(default)]
    pub column: Option<String>,
    /// Where it is declared.
    #[serde(default)]
    pub place: Place,
}

/// An index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelIndex {
    /// The name, where one is given.
    #[serde(default)]
    pub name: Option<String>,
    /// `UNIQUE`.
    #[serde(default)]
    pub unique: bool,
    /// The parts, in order.
    pub parts: Vec<ModelIndexPart>,
    /// The predicate of a partial index.
    #[serde(default)]
    pub predicate: Option<String>,
    /// The access method: `gin`, `hash`, `fulltext`.
    #[serde(default)]
    pub method: Option<String>,
    /// `INCLUDE (…)`.
    #[serde(default)]
    pub include: Vec<String>,
    /// The dialects it is made on; empty is all.
    #[serde(default, serialize_with = "write_dialects", deserialize_with = "read_dialects")]
    pub dialects: Vec<DialectName>,
    /// Where it is declared.
    #[serde(default)]
    pub place: Place,
}

/// One part of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelIndexPart {
    /// The column or expression.
    pub key: Key,
    /// `DESC`.
    #[serde(default)]
    pub descending: bool,
}

impl ModelIndexPart {
    /// The column, where the part is one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match &self.key {
            Key::Column(name) => Some(name),
            Key::Expression(_) => None,
        }
    }
}

fn write_dialects<S: Serializer>(dialects: &[DialectName], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(dialects.iter().map(|dialect| dialect.as_str()))
}

fn read_dialects<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<DialectName>, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    words.iter().map(|word| word.parse().map_err(serde::de::Error::custom)).collect()
}
