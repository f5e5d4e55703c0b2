//! Types that mean the same on every server.

#[cfg(feature = "reader")]
use limbeck_url::DialectName;
use serde::{Deserialize, Serialize};

use super::sql::Sql;

/// A column type before it is lowered to a dialect (`contracts.md`, part E, has the table).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortableType {
    /// 16 bits, signed.
    SmallInt,
    /// 32 bits, signed.
    Integer,
    /// 64 bits, signed.
    BigInt,
    /// 8 bits, unsigned.
    UnsignedTinyInt,
    /// 16 bits, unsigned.
    UnsignedSmallInt,
    /// 32 bits, unsigned.
    UnsignedInteger,
    /// 64 bits, unsigned.
    UnsignedBigInt,
    /// 32-bit floating point.
    Real,
    /// 64-bit floating point.
    Double,
    /// True or false.
    Bool,
    /// Text.
    Text {
        /// The greatest length in characters.
        length: Option<u32>,
    },
    /// Bytes.
    Bytes,
    /// A UUID.
    Uuid,
    /// A point in time.
    TimestampTz,
    /// A date and a time of day, of no zone.
    Timestamp,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// An exact decimal number.
    Decimal {
        /// How many digits.
        precision: Option<u32>,
        /// How many of them after the point.
        scale: Option<u32>,
    },
    /// JSON.
    Json,
    /// One of the model's enums, by its SQL name.
    Enum(String),
    /// An array.
    Array(Box<PortableType>),
    /// A Rust type that syntax alone cannot resolve: an enum, or a name of `[types]`.
    Rust(RustType),
    /// A type of an ORM, which has its own word for it on each server.
    PerServer(PerServer),
}

impl PortableType {
    /// Whether it is a whole number, so that it can count up. Of a type that is given per server only the server's word can tell.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        matches!(
            self,
            Self::SmallInt
                | Self::Integer
                | Self::BigInt
                | Self::UnsignedTinyInt
                | Self::UnsignedSmallInt
                | Self::UnsignedInteger
                | Self::UnsignedBigInt
        )
    }

    /// The Rust type at the bottom that is yet to be resolved.
    #[must_use]
    pub fn unresolved(&self) -> Option<&RustType> {
        match self.bottom() {
            Self::Rust(rust) => Some(rust),
            _ => None,
        }
    }

    /// The type of the items of an array of arrays …, else the type itself.
    #[must_use]
    pub fn bottom(&self) -> &Self {
        match self {
            Self::Array(item) => item.bottom(),
            other => other,
        }
    }

    /// The same, to change it.
    pub(crate) fn unresolved_mut(&mut self) -> Option<&mut RustType> {
        match self.bottom_mut() {
            Self::Rust(rust) => Some(rust),
            _ => None,
        }
    }

    /// [`Self::bottom`], to change it.
    pub(crate) fn bottom_mut(&mut self) -> &mut Self {
        match self {
            Self::Array(item) => item.bottom_mut(),
            other => other,
        }
    }
}

/// A type of an ORM in the words of each server that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerServer {
    /// What the source calls it: `TimestampWithTimeZone`, `Varchar`.
    pub name: String,
    /// What it is on the servers that have it.
    pub sql: Sql,
    /// Whether it stands for all types of its kind: the source cannot tell `numeric` from `numeric(12,2)`.
    #[serde(default)]
    pub approximate: bool,
}

#[cfg(feature = "reader")]
impl PerServer {
    /// A type in the words of PostgreSQL, of MySQL and MariaDB, and of SQLite; an empty word is none.
    pub(crate) fn new(name: &str, [postgresql, mysql, sqlite]: [&str; 3]) -> Self {
        let texts = [
            (DialectName::PostgreSql, postgresql),
            (DialectName::MySql, mysql),
            (DialectName::MariaDb, mysql),
            (DialectName::Sqlite, sqlite),
        ];
        let given = texts.into_iter().filter(|(_, text)| !text.is_empty());
        let sql = Sql::PerDialect(given.map(|(dialect, text)| (dialect, text.to_owned())).collect());
        Self { name: name.to_owned(), sql, approximate: false }
    }

    /// An array of it, on the servers that have arrays: PostgreSQL alone.
    pub(crate) fn array(self) -> Self {
        let item = self.sql.text(DialectName::PostgreSql).map(|text| format!("{text}[]"));
        let texts = item.map(|text| (DialectName::PostgreSql, text)).into_iter().collect();
        Self { name: format!("an array of {}", self.name), sql: Sql::PerDialect(texts), ..self }
    }
}

/// A Rust type that syntax alone cannot resolve.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RustType {
    /// The last segment of its path, as written: `UserId`.
    pub name: String,
    /// What the compiler calls it (`std::any::type_name`), where a compiler was asked: it sees through `use … as …` and aliases.
    pub compiler_name: Option<String>,
    /// `length` of its column.
    pub length: Option<u32>,
    /// `precision` of its column.
    pub precision: Option<u32>,
    /// `scale` of its column.
    pub scale: Option<u32>,
}

/// A default that means the same on every server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortableDefault {
    /// The time at which the row is written.
    Now,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// Text, without quotes.
    Text(String),
}
