//! SQL that the models pass on as it is.

use std::collections::BTreeMap;
use std::fmt;

use limbeck_url::DialectName;
use serde::de::{self, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A piece of SQL: the same for every dialect, or one for each of some.
///
/// It is written as a string or as a map (`"bigint"`, `{ postgresql = "citext", mysql = "varchar(255)" }`), in JSON and in TOML alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sql {
    /// The same text for every dialect.
    All(String),
    /// A text for some dialects; the others have none.
    PerDialect(BTreeMap<DialectName, String>),
}

impl Sql {
    /// The text for one dialect.
    #[must_use]
    pub fn text(&self, dialect: DialectName) -> Option<&str> {
        match self {
            Self::All(text) => Some(text),
            Self::PerDialect(texts) => texts.get(&dialect).map(String::as_str),
        }
    }
}

impl From<&str> for Sql {
    fn from(text: &str) -> Self {
        Self::All(text.to_owned())
    }
}

impl Serialize for Sql {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All(text) => serializer.serialize_str(text),
            Self::PerDialect(texts) => {
                let mut map = serializer.serialize_map(Some(texts.len()))?;
                for (dialect, text) in texts {
                    map.serialize_entry(dialect.as_str(), text)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Sql {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SqlVisitor;

        impl<'de> Visitor<'de> for SqlVisitor {
            type Value = Sql;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("SQL text, or a table of SQL texts by dialect")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Sql, E> {
                Ok(Sql::from(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sql, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((dialect, text)) = map.next_entry::<String, String>()? {
                    texts.insert(dialect.parse().map_err(de::Error::custom)?, text);
                }
                Ok(Sql::PerDialect(texts))
            }
        }

        deserializer.deserialize_any(SqlVisitor)
    }
}
