//! Names of objects, and the bag of settings that only one dialect knows.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of an object that lives in a schema: a table, a view, a type, a sequence.
///
/// `schema` is `None` where the server has no schemas, or where the name is that of the connection's own schema.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectName {
    /// The schema, as the server spells it.
    #[serde(default)]
    pub schema: Option<String>,
    /// The name, as the server spells it, without quotes.
    pub name: String,
}

impl ObjectName {
    /// A name without a schema.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { schema: None, name: name.into() }
    }

    /// A name in a schema.
    #[must_use]
    pub fn in_schema(schema: impl Into<String>, name: impl Into<String>) -> Self {
        Self { schema: Some(schema.into()), name: name.into() }
    }

    /// The same schema, another name.
    #[must_use]
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self { schema: self.schema.clone(), name: name.into() }
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{schema}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

impl From<&str> for ObjectName {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

/// Settings of an object that only its dialect understands: `engine`, `tablespace`, `on_conflict` …
///
/// The keys are the dialect's words in lower case ([`keys`] has those that more than one room needs); an absent key is the server's default.
pub type Options = BTreeMap<String, String>;

/// Keys of [`Options`] that are read outside the dialect that writes them.
pub mod keys {
    /// A table without a rowid (SQLite).
    pub const WITHOUT_ROWID: &str = "without_rowid";
    /// A table with rigid types (SQLite).
    pub const STRICT: &str = "strict";
    /// What a violated constraint does (SQLite): `rollback`, `fail`, `ignore`, `replace`.
    pub const ON_CONFLICT: &str = "on_conflict";
    /// The storage engine (MySQL, MariaDB).
    pub const ENGINE: &str = "engine";
    /// The character set (MySQL, MariaDB).
    pub const CHARSET: &str = "charset";
}
