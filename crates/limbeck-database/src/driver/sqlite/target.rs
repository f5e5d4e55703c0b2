//! What a URL says about an SQLite database.

use std::path::PathBuf;

use limbeck_url::DatabaseUrl;

use crate::DatabaseError;

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In memory: gone with the connection.
    Memory,
    /// A file, by its absolute path, so that a later change of the working directory does no harm.
    File(PathBuf),
}

/// What a URL says about an SQLite database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) place: Place,
    /// `mode=ro`.
    pub(super) read_only: bool,
    /// `mode=rw`: never create.
    pub(super) must_exist: bool,
}

impl Target {
    pub(super) fn of(url: &DatabaseUrl) -> Result<Self, DatabaseError> {
        let _ = url;
        Err(DatabaseError::Url { message: String::new() })
    }

    /// The database for people.
    pub(super) fn name(&self) -> String {
        match &self.place {
            Place::Memory => ":memory:".to_owned(),
            Place::File(path) => path.display().to_string(),
        }
    }
}
