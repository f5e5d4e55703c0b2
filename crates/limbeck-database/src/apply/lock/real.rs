//! Whether a lock that was taken keeps anybody out.

use limbeck_url::DialectName;

use super::key::LockKey;
use super::sql;
use crate::state::qualify;
use crate::{Connection, DatabaseError, StateNames};

/// Whether the lock of a run keeps others out on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockProof {
    /// Another session does not get it.
    Real,
    /// It keeps nobody out: why, and the way out.
    NotReal(String),
    /// It could not be tried: why.
    Unknown(String),
}

const DIRECT: &str = "connect to the server itself rather than through a pooler that changes sessions: set `direct_url` in \
                      limbeck.toml, or LIMBECK_DATABASE_URL";

/// Tries whether the lock of a run would keep others out: takes it for a moment, if nobody has it, and asks from a second connection.
///
/// # Errors
///
/// What the server said.
pub fn prove_lock(
    connection: &mut dyn Connection,
    state: &StateNames,
    namespace: &str,
) -> Result<LockProof, DatabaseError> {
    if !connection.server().capabilities.run_lock {
        return Ok(LockProof::Real);
    }
    let key = LockKey::new(&qualify(connection, state)?, namespace);
    let dialect = connection.server().dialect;
    if !is_true(connection.query(&sql::try_take(dialect, &key))?.scalar()) {
        return Ok(LockProof::Unknown("another session holds it right now".to_owned()));
    }
    let proof = prove(connection, &key);
    let released = connection.query(&sql::release(dialect, &key));
    let proof = proof?;
    // Where it is not real, it has been given back as far as that can be done.
    if proof == LockProof::Real { released.map(|_| proof) } else { Ok(proof) }
}

/// Asks from a second connection, and of the server's kind: behind PgBouncer's transaction mode, on CockroachDB, on the nodes of a
/// cluster the lock functions answer "yes" to everybody.
pub(super) fn prove(connection: &mut dyn Connection, key: &LockKey) -> Result<LockProof, DatabaseError> {
    if let Some(cluster) = cluster(connection)? {
        return Ok(LockProof::NotReal(format!(
            "{cluster}, and its nodes know nothing of each other's locks; print the script with `--sql`, and run it with the server's \
             own client on one node while nobody else migrates"
        )));
    }
    let dialect = connection.server().dialect;
    let (session, held) = mine(connection, key)?;
    if !held {
        return Ok(LockProof::NotReal(format!("the session that took it does not hold it; {DIRECT}")));
    }
    let mut second = match connection.another() {
        Ok(Some(second)) => second,
        Ok(None) => return Ok(LockProof::Unknown("there is no second connection to ask from".to_owned())),
        Err(error) => {
            return Ok(LockProof::Unknown(format!("no second connection could be opened: {error}")));
        }
    };
    // In a transaction, so that a pooler can't give the same server session to both while we look.
    second.begin()?;
    let got = is_true(second.query(&sql::try_take(dialect, key))?.scalar());
    let (other, _) = mine(&mut *second, key)?;
    let (now, still_held) = mine(connection, key)?;
    // In a transaction a pooler stays with one session: what was taken there must not outlive this.
    if got || other == session || now != session || !still_held {
        give_back(&mut *second, key);
    }
    second.rollback()?;
    if now != session || !still_held {
        connection.begin()?;
        give_back(connection, key);
        connection.rollback()?;
    }
    if got || other == session || now != session || !still_held {
        forget_settings(connection);
    }
    Ok(if got {
        LockProof::NotReal(format!("a second connection got it as well; {DIRECT}"))
    } else if other == session || now != session || !still_held {
        LockProof::NotReal(format!("the session on the server changes between two statements; {DIRECT}"))
    } else {
        LockProof::Real
    })
}

/// Gives back a lock as often as this session has taken it. That it cannot is no news: the lock was found to be none.
fn give_back(connection: &mut dyn Connection, key: &LockKey) {
    const MOST: usize = 8;
    let release = sql::release(connection.server().dialect, key);
    for _ in 0..MOST {
        if !connection.query(&release).is_ok_and(|rows| is_true(rows.scalar())) {
            return;
        }
    }
}

/// What this connection has set may be an application's session by now: as far as it can be reached, it is put back.
fn forget_settings(connection: &mut dyn Connection) {
    if connection.server().dialect == DialectName::PostgreSql {
        let _ = connection
            .execute("RESET lock_timeout; RESET statement_timeout; RESET client_connection_check_interval");
    }
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
