//! A database of our own on a server: made, guarded by a lock of its name, and swept when its creator has died.
//!
//! The creator's session holds the lock for its whole life. Whoever else gets it knows that the creator is gone, however it went, and that
//! nobody works in the database any more. Locks of that kind know nothing of other servers, and a database made on a source or on
//! another node of a cluster is seen here as well: so half of the name says which server it was made on.

use limbeck_sql::mysql::quoted;

use super::super::name::random_name;
use crate::{Connection, DatabaseError, literal};

/// What every name begins with; 16 hexadecimal digits follow.
const PREFIX: &str = "lk_";
/// How many of the digits say which server.
const OF_SERVER: usize = 8;

/// Makes a database with the character set and collation of the database `own`, both of which are seen in what is created there.
pub(super) fn create(connection: &mut dyn Connection, own: Option<&str>) -> Result<String, DatabaseError> {
    // Replicas need not see it. Whoever may not say so leaves it to be replicated.
    let _ = connection.execute("SET sql_log_bin = 0");
    let settings = settings(connection, own)?;
    let server = connection
        .query("SELECT LEFT(SHA2(CONCAT_WS('/', @@hostname, @@port, @@datadir, @@server_id), 256), 8)")?
        .scalar()
        .map(str::to_owned)
        .filter(|digits| digits.len() == OF_SERVER);
    if let Some(server) = &server {
        sweep(connection, server);
    }
    let name = name(connection, server.as_deref())?;
    connection.execute(&format!("CREATE DATABASE {}{settings}", quoted(&name))).map_err(|error| {
        DatabaseError::CannotOpen {
            database: connection.server().database.clone(),
            reason: format!(
                "a schema file is loaded into a database of its own beside the live one, and this account cannot make it ({error}); \
                 grant it CREATE and DROP on `lk\\_%`.*, or give the URL of another server of this kind and version \
                 (`[scratch]` in limbeck.toml, or `--scratch-url`)"
            ),
            source: error.server_error().map(|words| Box::new(words.clone())),
        }
    })?;
    Ok(name)
}

/// What drops it.
pub(super) fn drop_statement(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS {}", quoted(name))
}

fn settings(connection: &mut dyn Connection, own: Option<&str>) -> Result<String, DatabaseError> {
    let Some(own) = own else { return Ok(String::new()) };
    let rows = connection.query(&format!(
        "SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA \
         WHERE SCHEMA_NAME = {}",
        literal(own, connection.server().dialect)
    ))?;
    Ok(match rows.rows.into_iter().next().as_deref() {
        Some([Some(charset), Some(collation)]) => format!(" CHARACTER SET {charset} COLLATE {collation}"),
        _ => String::new(),
    })
}

/// A name that this session holds the lock of. Where there is no lock to be had it says nothing of the server, so that nobody sweeps it.
fn name(connection: &mut dyn Connection, server: Option<&str>) -> Result<String, DatabaseError> {
    let random = random_name()?;
    let Some(server) = server else { return Ok(random) };
    let ours = format!("{PREFIX}{server}{}", random.get(PREFIX.len() + OF_SERVER..).unwrap_or_default());
    Ok(if locks(connection, &ours) { ours } else { random })
}

fn locks(connection: &mut dyn Connection, name: &str) -> bool {
    let text = format!("SELECT GET_LOCK('{name}', 0)");
    connection.query(&text).is_ok_and(|rows| rows.scalar() == Some("1"))
}

/// Drops the databases of creators that have died on this server. What cannot be dropped is left to the next one.
fn sweep(connection: &mut dyn Connection, server: &str) {
    let listing = format!(
        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE '{}\\_{server}________'",
        PREFIX.trim_end_matches('_')
    );
    let Ok(found) = connection.query(&listing) else { return };
    for row in found.rows {
        let Some(Some(name)) = row.first() else { continue };
        if is_ours(name, server) && locks(connection, name) {
            let _ = connection.execute(&drop_statement(name));
            let _ = connection.query(&format!("SELECT RELEASE_LOCK('{name}')"));
        }
    }
}

/// Whether the name is one that this module gives on this server.
fn is_ours(name: &str, server: &str) -> bool {
    name.strip_prefix(PREFIX).and_then(|digits| digits.strip_prefix(server)).is_some_and(|random| {
        random.len() == 16 - OF_SERVER
            && random.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_server_are_ours() {
        assert!(is_ours("lk_0123abcd89ef0123", "0123abcd"));
        for other in [
            "lk_0123abcd89ef012",
            "lk_0123abcd89EF0123",
            "lk_0123abcd89ef01234",
            "lk_1123abcd89ef0123",
            "0123abcd89ef0123",
            "lk_shop",
        ] {
            assert!(!is_ours(other, "0123abcd"), "{other}");
        }
    }
}
