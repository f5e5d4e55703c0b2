//! The choice of a dialect, and what every dialect can do beyond what comparing needs: write SQL.

use limbeck_catalog::{Catalog, Dialect, Operation};
use limbeck_url::DialectName;

use crate::mysql::{MariaDb, MySql};
use crate::postgresql::PostgreSql;
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

/// The dialect of this name: the one place that chooses.
#[must_use]
pub fn dialect(name: DialectName) -> &'static dyn Render {
    match name {
        DialectName::Sqlite => &Sqlite,
        DialectName::MySql => &MySql,
        DialectName::MariaDb => &MariaDb,
        DialectName::PostgreSql => &PostgreSql,
    }
}
