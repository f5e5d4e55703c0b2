//! The scratch place: a database of nobody's, in which schema files are loaded and texts are judged.
//!
//! On SQLite it is a database in memory, on servers one of our own beside the live one. A user's SQL never runs anywhere else: a script reaches out of a schema, but not out of a database.

mod load;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(any(feature = "mysql", feature = "postgres"))]
mod name;
mod place;
#[cfg(feature = "postgres")]
mod postgresql;
#[cfg(feature = "sqlite")]
mod sqlite;

use limbeck_catalog::{Catalog, NormalForms, TextQuestion};
use limbeck_url::{DatabaseUrl, DialectName};

use crate::{DatabaseError, ReflectError, Scope};

pub use load::{LoadError, Loaded, Skipped};
use place::ScratchPlace;

/// A scratch place of one dialect. What was in it goes with it.
pub struct Scratch {
    place: Box<dyn ScratchPlace>,
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
    /// This build has no driver for the dialect.
    #[error("no scratch place for {0}: this build has no driver for it")]
    None(DialectName),
    /// A server is needed, and none is known.
    #[error(
        "no scratch place for {0}: write the URL of a server that Limbeck may create and drop databases on into limbeck.toml \
         (`[scratch]`, `{0} = \"…\"`), or give it with `--scratch-url`"
    )]
    NoServer(DialectName),
    /// The server is of another kind than the one that is needed.
    #[error(
        "no scratch place for {wanted}: the server at hand is {found}; write the URL of a {wanted} server that Limbeck may create and drop \
         databases on into limbeck.toml (`[scratch]`, `{wanted} = \"…\"`), or give it with `--scratch-url`"
    )]
    OtherServer {
        /// What is needed.
        wanted: DialectName,
        /// What the server is.
        found: DialectName,
    },
    /// It could not be opened.
    #[error("cannot open the scratch place: {0}")]
    Database(#[from] DatabaseError),
}

impl Scratch {
    /// Opens an empty scratch place that needs no server: SQLite's.
    ///
    /// # Errors
    ///
    /// [`ScratchError`] when this dialect has none, or it cannot be opened.
    pub fn open(dialect: DialectName) -> Result<Self, ScratchError> {
        Self::open_on(dialect, None)
    }

    /// Opens an empty scratch place. `server` is the live database, or any other of the same kind and version: the scratch place is a database
    /// of our own beside it, with its settings. SQLite needs none.
    ///
    /// # Errors
    ///
    /// [`ScratchError`] when a server is needed and none given, or it cannot be opened.
    pub fn open_on(dialect: DialectName, server: Option<&DatabaseUrl>) -> Result<Self, ScratchError> {
        let place: Box<dyn ScratchPlace> = match (dialect, server) {
            #[cfg(feature = "sqlite")]
            (DialectName::Sqlite, _) => Box::new(sqlite::Memory::open()?),
            #[cfg(not(feature = "sqlite"))]
            (DialectName::Sqlite, _) => return Err(ScratchError::None(dialect)),
            #[cfg(feature = "mysql")]
            (DialectName::MySql | DialectName::MariaDb, Some(server)) => {
                Box::new(mysql::Beside::open(server)?)
            }
            #[cfg(feature = "postgres")]
            (DialectName::PostgreSql, Some(server)) => Box::new(postgresql::Beside::open(server)?),
            (_, None) => return Err(ScratchError::NoServer(dialect)),
            #[cfg(not(all(feature = "mysql", feature = "postgres")))]
            (_, Some(_)) => return Err(ScratchError::None(dialect)),
        };
        match place.dialect() {
            found if found == dialect => Ok(Self { place }),
            found => Err(ScratchError::OtherServer { wanted: dialect, found }),
        }
    }

    /// The dialect.
    #[must_use]
    pub fn dialect(&self) -> DialectName {
        self.place.dialect()
    }

    /// The catalog of what has been loaded.
    ///
    /// # Errors
    ///
    /// As [`crate::reflect`].
    pub fn reflect(&mut self, scope: &Scope) -> Result<Catalog, ReflectError> {
        self.place.reflect(scope)
    }

    /// Answers the questions that are open between two catalogs, the actual and the desired one: the server's word on texts that differ.
    ///
    /// # Errors
    ///
    /// What the server said.
    pub fn normal_forms(
        &mut self,
        questions: &[TextQuestion],
        catalogs: [&Catalog; 2],
    ) -> Result<NormalForms, DatabaseError> {
        self.place.normal_forms(questions, catalogs)
    }
}
