//! The choice of a dialect, and what every dialect can do beyond what comparing needs: write SQL.

use limbeck_catalog::{Catalog, Dialect, Operation};
use limbeck_url::DialectName;

use crate::mysql::{MariaDb, MySql};
use crate::script::{RenderError, Script};
use crate::sqlite::Sqlite;

/// A dialect that writes SQL.
pub trait Render: Dialect {
    /// The statements that carry out `operations`, in order, on a database that holds `before`.
    ///
    /// # Errors
    ///
    /// [`RenderError`] when an operation cannot be carried out on this server without guessing.
    fn render(&self, operations: &[Operation], before: &Catalog) -> Result<Script, RenderError>;

    /// The identifier as it must be written, in quotes only where it needs them.
    fn quoted(&self, identifier: &str) -> String;
}

/// A dialect that models cannot be compared in yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("schemas of {0} cannot be compared by this version")]
pub struct NoDialect(pub DialectName);

/// The dialect of this name: the one place that chooses.
///
/// # Errors
///
/// [`NoDialect`] for a dialect that has no rendering yet.
pub fn dialect(name: DialectName) -> Result<&'static dyn Render, NoDialect> {
    match name {
        DialectName::Sqlite => Ok(&Sqlite),
        DialectName::MySql => Ok(&MySql),
        DialectName::MariaDb => Ok(&MariaDb),
        // Rendered, but not yet held to a real server.
        DialectName::PostgreSql => Err(NoDialect(name)),
    }
}
