//! What can go wrong between Limbeck and a database.

use std::path::PathBuf;

use limbeck_url::DialectName;

/// The words of a server about a statement that it refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ServerError {
    /// What the server said, unchanged.
    pub message: String,
    /// The server's own code: SQLSTATE, MySQL's error number, SQLite's extended result code.
    pub code: Option<String>,
    /// Where in the statement, in bytes, if the server said so.
    pub offset: Option<usize>,
}

/// An error of a connection, of opening one, or of the state tables.
///
/// No driver's error type is inside: what a server said is kept as [`ServerError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// The program was built without (or before there was) a driver for this database.
    #[error("this build has no driver for {dialect}; {}", no_driver_way_out(*.dialect))]
    NoDriver {
        /// The dialect of the URL.
        dialect: DialectName,
    },

    /// The URL can't be used to open a database.
    #[error("cannot open the database: {message}")]
    Url {
        /// Why, and what to write instead.
        message: String,
    },

    /// The SQLite file does not exist, and this command may not create it.
    #[error(
        "the database file `{}` does not exist (only commands that write a schema create it: `limbeck upgrade`, \
         `limbeck ensure-version`, `limbeck stamp`, `limbeck init`)",
        path.display()
    )]
    MissingFile {
        /// The path that was tried.
        path: PathBuf,
    },

    /// The file is there but is no SQLite database.
    #[error(
        "`{}` is not an SQLite database (or it is encrypted, or damaged): {source}",
        path.display()
    )]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// SQLite's words.
        source: Box<ServerError>,
    },

    /// The database could not be opened or reached.
    #[error("cannot open `{database}`: {reason}")]
    CannotOpen {
        /// The file, or host and database; never a password.
        database: String,
        /// Why, and what to do.
        reason: String,
        /// The server's words, if it said anything.
        source: Option<Box<ServerError>>,
    },

    /// A writing command met a database that takes no writes.
    #[error("`{database}` is read-only ({reason}); nothing was changed")]
    ReadOnly {
        /// The file, or host and database.
        database: String,
        /// Why: `mode=ro`, file permissions, a standby …
        reason: String,
    },

    /// SQLite can't create its journal beside the file.
    #[error(
        "cannot write to `{}`: SQLite keeps its journal beside the file, and the folder `{}` is not writable by this user \
         (give the user write permission on the folder, not only on the file)",
        path.display(), folder.display()
    )]
    FolderNotWritable {
        /// The database file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
        /// SQLite's words.
        source: Box<ServerError>,
    },

    /// Another connection held the lock for longer than the lock time-out.
    #[error("the database is locked by another connection: {source}")]
    Busy {
        /// The server's words.
        source: Box<ServerError>,
    },

    /// The connection to the server broke. What the last statement did is not known.
    #[error("the connection to `{database}` was lost: {reason}")]
    ConnectionLost {
        /// Host and database.
        database: String,
        /// What is known of why.
        reason: String,
    },

    /// Somebody asked to stop, and the running statement was cancelled.
    #[error("the statement was interrupted")]
    Interrupted,

    /// The statement ran for longer than `statement_timeout`.
    #[error("the statement ran for longer than statement_timeout ({seconds} s) and was cancelled")]
    StatementTimeout {
        /// The limit.
        seconds: f64,
    },

    /// The statement names a table that does not exist.
    #[error("{source}")]
    NoSuchTable {
        /// The server's words.
        source: Box<ServerError>,
    },

    /// The server refused a statement.
    #[error("{0}")]
    Statement(#[source] Box<ServerError>),

    /// A state table holds what cannot be understood.
    #[error("{message}")]
    State {
        /// What is wrong, and the way out.
        message: String,
    },

    /// The state tables were written by a newer version of Limbeck.
    #[error(
        "the state tables were written by a newer limbeck (format {found}; this one knows up to {known}): \
         install the newer version, nothing was changed"
    )]
    NewerFormat {
        /// The format in the database.
        found: i64,
        /// The newest that this build knows.
        known: i64,
    },
}

impl DatabaseError {
    /// The server's words, if a server said anything.
    #[must_use]
    pub fn server_error(&self) -> Option<&ServerError> {
        match self {
            Self::NotADatabase { source, .. }
            | Self::FolderNotWritable { source, .. }
            | Self::Busy { source }
            | Self::NoSuchTable { source }
            | Self::Statement(source) => Some(source),
            Self::CannotOpen { source, .. } => source.as_deref(),
            _ => None,
        }
    }

    /// Whether the session may be gone: what the last statement did is then not known. An error without a server's code is the
    /// connection's own; 1053, 1927, 2006, 2013 and 4031 are MySQL's and MariaDB's words for a session that was ended.
    #[must_use]
    pub(crate) fn is_lost(&self) -> bool {
        match self {
            Self::ConnectionLost { .. } => true,
            Self::Statement(source) => {
                matches!(source.code.as_deref(), None | Some("1053" | "1927" | "2006" | "2013" | "4031"))
            }
            _ => false,
        }
    }

    /// Whether the server is there, and the database that the URL names is not.
    #[must_use]
    pub fn is_missing_database(&self) -> bool {
        matches!(self, Self::CannotOpen { .. }) && self.has_code(&["3D000", "1049"])
    }

    /// Whether the server said one of these codes.
    pub(crate) fn has_code(&self, codes: &[&str]) -> bool {
        let code = self.server_error().and_then(|said| said.code.as_deref());
        code.is_some_and(|code| codes.contains(&code))
    }

    /// Whether trying the same transaction again may succeed.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy { .. })
    }
}

fn no_driver_way_out(dialect: DialectName) -> &'static str {
    match dialect {
        DialectName::Sqlite => "build it with the feature `sqlite`",
        DialectName::PostgreSql => "build it with the feature `postgres`",
        DialectName::MySql | DialectName::MariaDb => "build it with the feature `mysql`",
    }
}
