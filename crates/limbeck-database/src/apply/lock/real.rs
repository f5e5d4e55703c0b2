//! Whether a lock that was taken keeps anybody out.

use limbeck_url::DialectName;

use super::key::LockKey;
use super::sql;
use crate::{Connection, DatabaseError};

/// What was found out about a lock that this session has taken.
pub(super) enum Proof {
    /// Another session does not get it.
    Real,
    /// It keeps nobody out: why, and the way out.
    NotReal(String),
    /// It could not be tried: why.
    Unknown(String),
}

const DIRECT: &str = "connect to the server itself rather than through a pooler that changes sessions: set `direct_url` in \
                      limbeck.toml, or LIMBECK_DATABASE_URL";

/// Asks from a second connection, and of the server's kind: behind PgBouncer's transaction mode, on CockroachDB, on the nodes of a
/// cluster the lock functions answer "yes" to everybody.
pub(super) fn prove(connection: &mut dyn Connection, key: &LockKey) -> Result<Proof, DatabaseError> {
    if let Some(cluster) = cluster(connection)? {
        return Ok(Proof::NotReal(format!(
            "{cluster}, and its nodes know nothing of each other's locks; print the script with `--sql`, and run it with the server's \
             own client on one node while nobody else migrates"
        )));
    }
    let dialect = connection.server().dialect;
    let (session, held) = mine(connection, key)?;
    if !held {
        return Ok(Proof::NotReal(format!("the session that took it does not hold it; {DIRECT}")));
    }
    let mut second = match connection.another() {
        Ok(Some(second)) => second,
        Ok(None) => return Ok(Proof::Unknown("there is no second connection to ask from".to_owned())),
        Err(error) => return Ok(Proof::Unknown(format!("no second connection could be opened: {error}"))),
    };
    // In a transaction, so that a pooler can't give the same server session to both while we look.
    second.begin()?;
    let got = is_true(second.query(&sql::try_take(dialect, key))?.scalar());
    let (other, _) = mine(&mut *second, key)?;
    if got {
        second.query(&sql::release(dialect, key))?;
    }
    let (now, still_held) = mine(connection, key)?;
    second.rollback()?;
    Ok(if got {
        Proof::NotReal(format!("a second connection got it as well; {DIRECT}"))
    } else if other == session || now != session || !still_held {
        Proof::NotReal(format!("the session on the server changes between two statements; {DIRECT}"))
    } else {
        Proof::Real
    })
}

/// The session's number, and whether it holds the lock.
fn mine(connection: &mut dyn Connection, key: &LockKey) -> Result<(String, bool), DatabaseError> {
    let rows = connection.query(&format!("SELECT {}", sql::mine(connection.server().dialect, key)))?;
    let value = |column: usize| rows.rows.first().and_then(|row| row.get(column)?.as_deref());
    Ok((value(0).unwrap_or_default().to_owned(), is_true(value(1))))
}

pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("t" | "1"))
}

/// What the server says of a cluster in which several nodes take writes.
fn cluster(connection: &mut dyn Connection) -> Result<Option<String>, DatabaseError> {
    let (sql, column, what) = match connection.server().dialect {
        DialectName::PostgreSql | DialectName::Sqlite => return Ok(None),
        DialectName::MariaDb => ("SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'", 1, "a Galera cluster"),
        DialectName::MySql => (
            "SELECT 'primaries', COUNT(*) FROM performance_schema.replication_group_members \
             WHERE member_state = 'ONLINE' AND member_role = 'PRIMARY'",
            1,
            "a replication group",
        ),
    };
    // MySQL's own builds with Galera have the status as well; whoever may not ask is told by the second connection.
    let mut found = None;
    for (sql, what) in [(sql, what), ("SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'", "a Galera cluster")] {
        let rows = match connection.query(sql) {
            Ok(rows) => rows.rows,
            Err(DatabaseError::Statement(_) | DatabaseError::NoSuchTable { .. }) => continue,
            Err(error) => return Err(error),
        };
        let nodes = rows.first().and_then(|row| row.get(column)?.as_deref()?.parse::<u32>().ok());
        if let Some(nodes) = nodes.filter(|nodes| *nodes > 1) {
            found.get_or_insert(format!("the server is one of {nodes} of {what}"));
        }
    }
    Ok(found)
}
