//! Text as a literal of SQL.

use limbeck_url::DialectName;

/// A text as a literal that means the same whatever the session's settings are.
///
/// A backslash is the trap: `standard_conforming_strings` (PostgreSQL) and `NO_BACKSLASH_ESCAPES` (MySQL, MariaDB) decide whether it
/// escapes. `E'…'` and `_utf8mb4 0x…` don't depend on them. SQLite ends a statement at a NUL, so a text with one is written in hex.
#[must_use]
pub fn literal(text: &str, dialect: DialectName) -> String {
    let doubled = |text: &str| text.replace('\'', "''");
    match dialect {
        DialectName::Sqlite if text.contains('\0') => format!("CAST(X'{}' AS TEXT)", hex(text)),
        DialectName::Sqlite => format!("'{}'", doubled(text)),
        DialectName::PostgreSql if text.contains('\\') => {
            format!("E'{}'", doubled(&text.replace('\\', "\\\\")))
        }
        DialectName::PostgreSql => format!("'{}'", doubled(text)),
        DialectName::MySql | DialectName::MariaDb if text.contains(['\\', '\0']) => {
            format!("_utf8mb4 0x{}", hex(text))
        }
        DialectName::MySql | DialectName::MariaDb => format!("'{}'", doubled(text)),
    }
}

/// A literal, or NULL.
pub(super) fn nullable(text: Option<&str>, dialect: DialectName) -> String {
    text.map_or_else(|| "NULL".to_owned(), |text| literal(text, dialect))
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use limbeck_url::DialectName::{MariaDb, MySql, PostgreSql, Sqlite};

    use super::literal;

    #[test]
    fn quotes_are_doubled_and_backslashes_never_escape() {
        for dialect in [PostgreSql, MySql, MariaDb, Sqlite] {
            assert_eq!(literal("it's", dialect), "'it''s'");
        }
        assert_eq!(literal(r"a\'b", PostgreSql), r"E'a\\''b'");
        assert_eq!(literal(r"\", MySql), "_utf8mb4 0x5C");
        assert_eq!(literal(r"\", Sqlite), r"'\'");
        assert_eq!(literal("a\0", Sqlite), "CAST(X'6100' AS TEXT)");
    }
}
