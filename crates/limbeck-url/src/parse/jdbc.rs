//! `jdbc:postgresql:`, `jdbc:mysql:`, `jdbc:mariadb:`, `jdbc:sqlite:`
//!
//! Sources: pgjdbc "Connecting to the Database"; MySQL Connector/J "Connection URL Syntax"; MariaDB Connector/J "About"; Xerial's README.

use super::{server, short, sqlite};
use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::error::UrlError;
use crate::nearest::nearest;
use crate::url::DatabaseUrl;

/// Reads what follows `jdbc:`.
pub(super) fn parse(rest: &str) -> Result<DatabaseUrl, UrlError> {
    let (scheme, rest) =
        rest.split_once(':').ok_or(UrlError::Jdbc { reason: "no database's name follows `jdbc:`" })?;
    let dialect = match scheme.to_ascii_lowercase().as_str() {
        "postgresql" => DialectName::PostgreSql,
        "mysql" => DialectName::MySql,
        "mariadb" => DialectName::MariaDb,
        "sqlite" => return sqlite::jdbc(rest),
        _ => {
            return Err(UrlError::UnknownScheme {
                scheme: short(scheme),
                nearest: nearest(scheme, ["postgresql", "mysql", "mariadb", "sqlite"]).map(str::to_owned),
            });
        }
    };
    let Some(server_part) = rest.strip_prefix("//") else {
        if rest.contains("://") {
            return Err(UrlError::Jdbc {
                reason: "load balancing and replication are a Java driver's own; write jdbc:NAME://host/database",
            });
        }
        // pgjdbc's `jdbc:postgresql:database` and `jdbc:postgresql:?…`: the local server.
        if dialect == DialectName::PostgreSql && !rest.contains([':', '@']) {
            let rest = rest.trim_start_matches('/');
            let local = if rest.starts_with('?') { rest.to_owned() } else { format!("/{rest}") };
            return server::parse(&local, dialect, Some(Driver::Jdbc));
        }
        return Err(UrlError::NoSlashes { scheme: format!("jdbc:{dialect}") });
    };
    let authority = server_part.split(['/', '?']).next().unwrap_or_default();
    if authority.contains(['(', '=']) {
        return Err(UrlError::Jdbc { reason: "hosts in parentheses are not read; write host:port" });
    }
    server::parse(server_part, dialect, Some(Driver::Jdbc))
}
