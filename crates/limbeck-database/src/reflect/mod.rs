//! Reading a live database's catalog, set-wise: a fixed number of queries however many tables there are.

mod bookkeeping;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
pub(crate) mod postgresql;
#[cfg(feature = "sqlite")]
mod sqlite;

use limbeck_catalog::Catalog;
use limbeck_url::DialectName;

use crate::{Connection, DatabaseError, StateNames};

/// What part of a database is reflected.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The schemas to read; empty: the connection's own; `*`: all but the server's.
    pub schemas: Vec<String>,
    /// Schemas to read beside those: what the other side of a comparison speaks of.
    pub also: Vec<String>,
    /// Our own tables, which are never part of a catalog.
    pub state: StateNames,
}

/// Why a catalog could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReflectError {
    /// A query failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A text that the server keeps could not be read.
    #[error("cannot read the definition of {object} that the database keeps: {reason}")]
    Definition {
        /// The object.
        object: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no reflection for this dialect.
    #[error("schemas of {0} cannot be read by this version")]
    NoReflection(DialectName),
}

/// The catalog of the database behind `connection`, without our own tables and those of other migration tools.
///
/// # Errors
///
/// What the server said, or a stored definition that cannot be read.
pub fn reflect(connection: &mut dyn Connection, scope: &Scope) -> Result<Catalog, ReflectError> {
    match connection.server().dialect {
        #[cfg(feature = "sqlite")]
        DialectName::Sqlite => sqlite::reflect(connection, scope),
        #[cfg(feature = "mysql")]
        DialectName::MySql | DialectName::MariaDb => mysql::reflect(connection, scope),
        #[cfg(feature = "postgres")]
        DialectName::PostgreSql => postgresql::reflect(connection, scope),
        #[cfg(not(all(feature = "sqlite", feature = "mysql", feature = "postgres")))]
        dialect => Err(ReflectError::NoReflection(dialect)),
    }
}
