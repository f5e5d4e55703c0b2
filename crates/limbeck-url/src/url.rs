//! The type this crate is about.

use std::path::{Path, PathBuf};

use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::host::Host;
use crate::parameters::Parameters;
use crate::secret::Secret;
use crate::sqlite::{SqliteLocation, SqliteMode, SqliteStyle};

/// A database URL, read.
///
/// It prints masked: neither `Debug` nor any error of this crate holds the password. Two URLs are equal when they mean the same,
/// however they were spelled, the driver they name included.
#[derive(Clone, PartialEq)]
pub struct DatabaseUrl {
    pub(crate) dialect: DialectName,
    pub(crate) driver: Option<Driver>,
    pub(crate) username: Option<String>,
    pub(crate) password: Option<Secret<String>>,
    pub(crate) hosts: Vec<Host>,
    pub(crate) database: Option<String>,
    pub(crate) parameters: Parameters,
    pub(crate) sqlite: Option<SqliteLocation>,
    pub(crate) sqlite_mode: Option<SqliteMode>,
}

impl DatabaseUrl {
    pub(crate) fn empty(dialect: DialectName, driver: Option<Driver>) -> Self {
        Self {
            dialect,
            driver,
            username: None,
            password: None,
            hosts: Vec::new(),
            database: None,
            parameters: Parameters::default(),
            sqlite: None,
            sqlite_mode: None,
        }
    }

    /// The dialect that the scheme names. A MariaDB server behind `mysql://` is MariaDB: only the server knows.
    #[must_use]
    pub fn dialect(&self) -> DialectName {
        self.dialect
    }

    /// The driver that the URL names, as in `mysql+asyncmy://`; [`Driver::Jdbc`] and [`Driver::Libpq`] for their spellings.
    #[must_use]
    pub fn driver(&self) -> Option<Driver> {
        self.driver
    }

    /// The user, percent-encoding undone.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// The password, percent-encoding undone. An empty one is none.
    #[must_use]
    pub fn password(&self) -> Option<&Secret<String>> {
        self.password.as_ref()
    }

    /// The servers, in the URL's order; empty when it names none (the driver's default holds) and for SQLite.
    #[must_use]
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// The socket, if the only server is one: PostgreSQL's directory, MySQL's file.
    #[must_use]
    pub fn socket(&self) -> Option<&Path> {
        match self.hosts.as_slice() {
            [host] => host.socket(),
            _ => None,
        }
    }

    /// The database's name, percent-encoding undone; `None` for SQLite, whose place is [`Self::sqlite`].
    #[must_use]
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// The parameters, under canonical names.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Where the SQLite database is; `None` for servers.
    #[must_use]
    pub fn sqlite(&self) -> Option<&SqliteLocation> {
        self.sqlite.as_ref()
    }

    /// How the SQLite file is opened, if the URL says so.
    #[must_use]
    pub fn sqlite_mode(&self) -> Option<SqliteMode> {
        self.sqlite_mode
    }

    /// The URL with another SQLite location: what the caller found an ambiguous one to be. A server's URL stays as it is.
    #[must_use]
    pub fn with_sqlite_location(mut self, location: SqliteLocation) -> Self {
        if self.sqlite.is_some() {
            self.sqlite = Some(location);
        }
        self
    }

    /// The URL with `sqlite:///p` decided; with `None`, and for all others, as it is.
    #[must_use]
    pub fn resolve_sqlite(mut self, style: Option<SqliteStyle>) -> Self {
        if let Some(style) = style {
            self.sqlite = self.sqlite.map(|location| location.resolve(style));
        }
        self
    }

    /// The URL with a relative SQLite path counted from `base`. Paths of certificates are not touched.
    #[must_use]
    pub fn relative_to(mut self, base: &Path) -> Self {
        self.sqlite = self.sqlite.map(|location| location.relative_to(base));
        self
    }

    /// The same server, another database. For SQLite the name is the file's path.
    #[must_use]
    pub fn with_database(mut self, name: &str) -> Self {
        if self.sqlite.is_some() {
            self.sqlite = Some(SqliteLocation::File(PathBuf::from(name)));
        } else {
            self.database = (!name.is_empty()).then(|| name.to_owned());
        }
        self
    }
}
