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
        DialectName::PostgreSql | DialectName::MySql | DialectName::MariaDb => &[],
    }
}
