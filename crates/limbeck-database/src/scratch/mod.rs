//! The scratch place: a database of nobody's, in which schema files are loaded and texts are judged.
//!
//! On SQLite it is a database in memory. A user's SQL never runs anywhere else: a script reaches out of a schema, but not out of a database.

mod forms;
mod load;

use limbeck_catalog::Catalog;
use limbeck_url::{DatabaseUrl, DialectName};

use crate::{ConnectOptions, Connection, DatabaseError, ReflectError, Scope, connect, reflect};

pub use load::{LoadError, Loaded, Skipped};

/// A scratch place of one dialect. What was in it goes with it.
pub struct Scratch {
    connection: Box<dyn Connection>,
}

impl std::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scratch").field("dialect", &self.dialect()).finish()
    }
}

/// Why there is no scratch place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScratchError {
    /// No scratch place is known for this dialect.
    #[error("no scratch place for {0}: this version knows none but SQLite's")]
    None(DialectName),
    /// It could not be opened.
    #[error("cannot open the scratch place: {0}")]
    Database(#[from] DatabaseError),
}

impl Scratch {
    /// Opens an empty scratch place.
    ///
    /// # Errors
    ///
    /// [`ScratchError`] when this dialect has none, or it cannot be opened.
    pub fn open(dialect: DialectName) -> Result<Self, ScratchError> {
        if dialect != DialectName::Sqlite {
            return Err(ScratchError::None(dialect));
        }
        let url = DatabaseUrl::parse("sqlite::memory:")
            .map_err(|error| DatabaseError::Url { message: error.to_string() })?;
        let mut connection =
            connect(&url, &ConnectOptions { create_if_missing: true, ..ConnectOptions::default() })?;
        // A schema file may create its tables in any order, and drop what it is about to create.
        connection.execute("PRAGMA foreign_keys = OFF")?;
        Ok(Self { connection })
    }

    /// The dialect.
    #[must_use]
    pub fn dialect(&self) -> DialectName {
        self.connection.server().dialect
    }

    /// The catalog of what has been loaded.
    ///
    /// # Errors
    ///
    /// As [`reflect`].
    pub fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError> {
        reflect(&mut *self.connection, scope)
    }
}
