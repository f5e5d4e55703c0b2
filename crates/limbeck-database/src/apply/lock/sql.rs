//! The lock functions of the servers.

use limbeck_url::DialectName;

use super::key::LockKey;
use crate::StateSql;

/// Takes the lock if it is free; the answer is true or false, at once.
pub(super) fn try_take(dialect: DialectName, key: &LockKey) -> String {
    match dialect {
        DialectName::MySql | DialectName::MariaDb => format!("SELECT GET_LOCK('{}', 0)", key.name()),
        DialectName::PostgreSql | DialectName::Sqlite => {
            format!("SELECT pg_catalog.pg_try_advisory_lock({})", key.number())
        }
    }
}

/// Gives the lock back.
pub(super) fn release(dialect: DialectName, key: &LockKey) -> String {
    match dialect {
        DialectName::MySql | DialectName::MariaDb => format!("SELECT RELEASE_LOCK('{}')", key.name()),
        DialectName::PostgreSql | DialectName::Sqlite => {
            format!("SELECT pg_catalog.pg_advisory_unlock({})", key.number())
        }
    }
}

/// The session's number on the server, and whether it holds the lock.
pub(super) fn mine(dialect: DialectName, key: &LockKey) -> String {
    match dialect {
        DialectName::MySql | DialectName::MariaDb => {
            format!("CONNECTION_ID(), IS_USED_LOCK('{}') <=> CONNECTION_ID()", key.name())
        }
        DialectName::PostgreSql | DialectName::Sqlite => format!(
            "pg_catalog.pg_backend_pid(), EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE {} AND l.pid = pg_catalog.pg_backend_pid())",
            granted(key)
        ),
    }
}

/// [`mine`], and the fence. On MySQL and MariaDB the row is locked along with it until the end of the transaction: so an orphan's
/// transaction that is still being rolled back is waited for.
pub(super) fn confirm(dialect: DialectName, key: &LockKey, sql: &StateSql, namespace: &str) -> String {
    let fence = sql.fence(namespace);
    match dialect {
        DialectName::MySql | DialectName::MariaDb => {
            fence.replacen("SELECT fence", &format!("SELECT {}, fence", mine(dialect, key)), 1)
                + " FOR UPDATE"
        }
        DialectName::PostgreSql | DialectName::Sqlite => format!("SELECT {}, ({fence})", mine(dialect, key)),
    }
}

/// Who holds the lock: number, user, host, since when it is connected, state, statement.
pub(super) fn holder(dialect: DialectName, key: &LockKey) -> String {
    let processes = match dialect {
        DialectName::PostgreSql | DialectName::Sqlite => {
            return format!(
                "SELECT a.pid, a.usename, COALESCE(a.client_hostname, pg_catalog.host(a.client_addr), 'the server itself'), \
                 pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), \
                 concat_ws(', ', a.state, CASE WHEN a.state = 'active' THEN 'waits for ' || lower(a.wait_event_type) END), \
                 CASE WHEN a.state = 'active' THEN a.query END \
                 FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE {}",
                granted(key)
            );
        }
        // The other one is on its way out there.
        DialectName::MySql => "performance_schema.processlist",
        DialectName::MariaDb => "information_schema.processlist",
    };
    format!(
        "SELECT l.id, p.user, p.host, NULL, concat_ws(', ', lower(p.command), nullif(lower(p.state), '')), p.info \
         FROM (SELECT IS_USED_LOCK('{}') AS id) l LEFT JOIN {processes} p ON p.id = l.id WHERE l.id IS NOT NULL",
        key.name()
    )
}

/// Ends the present holder's session, in one statement: an id that was read before may be a stranger's by now.
pub(super) fn end_holder(dialect: DialectName, key: &LockKey) -> String {
    match dialect {
        DialectName::MySql | DialectName::MariaDb => {
            format!("KILL CONNECTION IS_USED_LOCK('{}')", key.name())
        }
        DialectName::PostgreSql | DialectName::Sqlite => format!(
            "SELECT pg_catalog.pg_terminate_backend(l.pid) FROM pg_catalog.pg_locks l WHERE {}",
            granted(key)
        ),
    }
}

/// The condition on `pg_locks` for the lock of this database (PostgreSQL manual, "pg_locks": a 64-bit key is shown in two halves).
fn granted(key: &LockKey) -> String {
    let (high, low) = key.halves();
    format!(
        "l.locktype = 'advisory' AND l.granted AND l.classid = {high} AND l.objid = {low} AND l.objsubid = 1 AND l.database = \
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
    )
}
