//! The four databases, by name.

use std::fmt;
use std::str::FromStr;

/// The name of a database dialect.
///
/// MariaDB and MySQL are two dialects. A `mysql://` URL says [`DialectName::MySql`] until the server has been asked: a MariaDB server
/// behind it is MariaDB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DialectName {
    /// PostgreSQL.
    PostgreSql,
    /// MySQL.
    MySql,
    /// MariaDB.
    MariaDb,
    /// SQLite.
    Sqlite,
}

impl DialectName {
    /// All dialects, in the order in which they are listed to people.
    pub const ALL: [Self; 4] = [Self::PostgreSql, Self::MySql, Self::MariaDb, Self::Sqlite];

    /// The name as it is written in revision files, configuration and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PostgreSql => "postgresql",
            Self::MySql => "mysql",
            Self::MariaDb => "mariadb",
            Self::Sqlite => "sqlite",
        }
    }

    /// What the server behind a URL of this dialect may turn out to be, itself included.
    #[must_use]
    pub fn behind_its_urls(self) -> &'static [Self] {
        match self {
            Self::PostgreSql => &[Self::PostgreSql],
            Self::MySql | Self::MariaDb => &[Self::MySql, Self::MariaDb],
            Self::Sqlite => &[Self::Sqlite],
        }
    }
}

impl fmt::Display for DialectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error of [`DialectName::from_str`]: a word that names no dialect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a dialect; the dialects are postgresql, mysql, mariadb and sqlite")]
pub struct UnknownDialect(pub String);

impl FromStr for DialectName {
    type Err = UnknownDialect;

    /// Reads the exact, lower-case name.
    ///
    /// # Errors
    ///
    /// [`UnknownDialect`] for any other word.
    fn from_str(word: &str) -> Result<Self, UnknownDialect> {
        Self::ALL
            .into_iter()
            .find(|name| name.as_str() == word)
            .ok_or_else(|| UnknownDialect(word.to_owned()))
    }
}
