//! Names in the state tables' SQL.

use limbeck_url::DialectName;

/// A name, quoted for a dialect: backticks on MySQL and MariaDB (whatever `ANSI_QUOTES` says), double quotes elsewhere.
#[must_use]
pub fn quote_name(name: &str, dialect: DialectName) -> String {
    let quote = match dialect {
        DialectName::MySql | DialectName::MariaDb => '`',
        DialectName::PostgreSql | DialectName::Sqlite => '"',
    };
    let mut quoted = String::with_capacity(name.len() + 2);
    quoted.push(quote);
    for c in name.chars() {
        if c == quote {
            quoted.push(quote);
        }
        quoted.push(c);
    }
    quoted.push(quote);
    quoted
}
