//! Who is at the other end of a connection.

use limbeck_sql::LexMode;
use limbeck_url::DialectName;

/// A version number: major, minor, patch. Compares as versions do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number.
    pub major: u32,
    /// The second.
    pub minor: u32,
    /// The third; PostgreSQL has none since 10, there it is 0.
    pub patch: u32,
}

impl Version {
    /// A version from its numbers.
    #[must_use]
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// Reads the numbers at the beginning of a server's version text; what is missing is 0.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut numbers = text
            .split(|c: char| !c.is_ascii_digit())
            .take_while(|part| !part.is_empty())
            .map(|part| part.parse().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        Self { major: next(), minor: next(), patch: next() }
    }
}

/// What a server can do that decides how revisions are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// DDL can be rolled back.
    pub transactional_ddl: bool,
    /// There is a lock that a session holds for a whole run. Without one, every revision is a transaction that reads the applied set again.
    pub run_lock: bool,
    /// Foreign keys can be switched off for a transaction, from outside it (SQLite).
    pub foreign_keys_switch: bool,
}

/// Who answers on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The dialect the server really speaks (MariaDB behind `mysql://` is MariaDB).
    pub dialect: DialectName,
    /// The version as the server writes it.
    pub version_text: String,
    /// The version as numbers.
    pub version: Version,
    /// What it can do.
    pub capabilities: Capabilities,
    /// The database for people: the file, or host and name; never a password.
    pub database: String,
    /// Why nothing can be written, if nothing can.
    pub read_only: Option<String>,
}

impl Server {
    /// How SQL for this server is cut into tokens: the settings that move the end of a token are our own, and its version decides which
    /// executable comments are code.
    #[must_use]
    pub fn lex_mode(&self) -> LexMode {
        let Version { major, minor, patch } = self.version;
        let server_version = match self.dialect {
            DialectName::MySql | DialectName::MariaDb => Some(major * 10_000 + minor * 100 + patch),
            DialectName::PostgreSql | DialectName::Sqlite => None,
        };
        LexMode { server_version, ..LexMode::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_read_from_the_servers_texts() {
        assert_eq!(Version::parse("3.45.1"), Version::new(3, 45, 1));
        assert_eq!(Version::parse("15.18 (Debian 15.18-1)"), Version::new(15, 18, 0));
        assert_eq!(Version::parse("10.11.19-MariaDB-log"), Version::new(10, 11, 19));
        assert_eq!(Version::parse("unknown"), Version::default());
        assert!(Version::new(3, 9, 0) < Version::new(3, 35, 0));
    }
}
