//! What a URL says about an SQLite database.

use std::path::{Path, PathBuf};

use limbeck_url::{DatabaseUrl, SqliteLocation, SqliteMode};

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
        let mode = url.sqlite_mode();
        let place = match url.sqlite() {
            _ if mode == Some(SqliteMode::Memory) => Place::Memory,
            Some(SqliteLocation::Memory) => Place::Memory,
            Some(SqliteLocation::File(path)) => Place::File(absolute(path)?),
            Some(location @ SqliteLocation::Ambiguous { absolute: rooted, relative }) => {
                Place::File(absolute(decide(location, rooted, relative)?)?)
            }
            None => return Err(url_error("the URL names no SQLite file")),
        };
        Ok(Self {
            place,
            read_only: mode == Some(SqliteMode::ReadOnly),
            must_exist: mode == Some(SqliteMode::ReadWrite),
        })
    }

    /// The database for people.
    pub(super) fn name(&self) -> String {
        match &self.place {
            Place::Memory => ":memory:".to_owned(),
            Place::File(path) => path.display().to_string(),
        }
    }
}

/// `sqlite:///p`: if exactly one of the two files exists, it is that one.
fn decide<'a>(
    location: &SqliteLocation,
    rooted: &'a Path,
    relative: &'a Path,
) -> Result<&'a Path, DatabaseError> {
    match (rooted.exists(), relative.exists()) {
        (true, false) => Ok(rooted),
        (false, true) => Ok(relative),
        (both, _) => {
            let (absolute, relative) = location.clear_spellings().unwrap_or_default();
            let found = if both { "both files exist" } else { "neither file exists" };
            Err(url_error(&format!(
                "`sqlite:///…` is read in two ways, and {found}: write `{absolute}` for the absolute path (as sqlx and SeaORM read it) \
                 or `{relative}` for the relative one (as SQLAlchemy does), or set `[urls] sqlite` in limbeck.toml"
            )))
        }
    }
}

fn absolute(path: &Path) -> Result<PathBuf, DatabaseError> {
    std::path::absolute(path)
        .map_err(|error| url_error(&format!("the path `{}` can't be used: {error}", path.display())))
}

fn url_error(message: &str) -> DatabaseError {
    DatabaseError::Url { message: message.to_owned() }
}
