//! The session settings of our own: what a session starts with, and what every revision finds.

use limbeck_url::DialectName;

/// The statements that set up a session. On SQLite the defaults differ between builds: the bundled one has foreign keys on, Debian's has
/// them off.
pub(crate) fn settings(dialect: DialectName) -> &'static [&'static str] {
    match dialect {
        DialectName::Sqlite => &[
            "PRAGMA foreign_keys = ON",
            "PRAGMA legacy_alter_table = OFF",
            "PRAGMA defer_foreign_keys = OFF",
            "PRAGMA recursive_triggers = OFF",
            "PRAGMA ignore_check_constraints = OFF",
            "PRAGMA reverse_unordered_selects = OFF",
            "PRAGMA writable_schema = OFF",
        ],
        // A mode that holds on both servers and takes the dates that old tables have for defaults; what moves the end of a token is off.
        DialectName::MySql | DialectName::MariaDb => &["SET NAMES utf8mb4, time_zone = '+00:00', \
             sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"],
        DialectName::PostgreSql => &[],
    }
}
