//! The choice of a dialect.

use limbeck_url::DialectName;

use crate::mysql::{MariaDb, MySql};
use crate::postgresql::PostgreSql;
use crate::render::Render;
use crate::sqlite::Sqlite;

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
