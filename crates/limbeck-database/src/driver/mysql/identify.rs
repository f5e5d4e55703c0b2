//! Who answers.

use limbeck_url::DialectName;
use mysql::prelude::Queryable as _;

use super::statement::rows;
use crate::{Capabilities, DatabaseError, Notice, Server, Version};

/// What the server says of itself.
pub(super) struct Identity {
    pub(super) server: Server,
    pub(super) notices: Vec<Notice>,
}

pub(super) fn identify(
    connection: &mut mysql::Conn,
    database: &str,
    writes: bool,
) -> Result<Identity, DatabaseError> {
    let answer = rows(connection, "SELECT VERSION(), @@global.read_only")?;
    let text =
        |column: usize| answer.rows.first().and_then(|row| row.get(column)?.clone()).unwrap_or_default();
    // Before MariaDB 11 its handshake, and some proxies, put `5.5.5-` before the version.
    let version_text = text(0).strip_prefix("5.5.5-").map_or_else(|| text(0), str::to_owned);
    let is_mariadb = version_text.to_ascii_lowercase().contains("mariadb");
    let read_only = is_on(&text(1)).then(|| "the server is read_only".to_owned());
    let read_only = match read_only {
        Some(_)
            if !is_mariadb
                && is_on(scalar(connection, "SELECT @@global.super_read_only").as_deref().unwrap_or("")) =>
        {
            Some("the server is super_read_only".to_owned())
        }
        other => other,
    };
    let mut notices = Vec::new();
    if writes && read_only.is_none() && applies_from_a_source(connection) {
        notices.push(Notice {
            severity: "WARNING".to_owned(),
            message: "the server is a replica whose applier is running: what is changed here is not changed at its source".to_owned(),
        });
    }
    let server = Server {
        dialect: if is_mariadb { DialectName::MariaDb } else { DialectName::MySql },
        version: Version::parse(&version_text),
        version_text,
        capabilities: Capabilities { transactional_ddl: false, run_lock: true, foreign_keys_switch: false },
        database: database.to_owned(),
        read_only,
    };
    Ok(Identity { server, notices })
}

fn is_on(value: &str) -> bool {
    matches!(
        value.to_ascii_uppercase().as_str(),
        "1" | "ON" | "READ_ONLY" | "READ_ONLY_NO_LOCK" | "READ_ONLY_NO_LOCK_NO_ADMIN"
    )
}

fn scalar(connection: &mut mysql::Conn, sql: &str) -> Option<String> {
    rows(connection, sql).ok()?.scalar().map(str::to_owned)
}

/// Whether a replication applier runs. Whoever may not ask is not told.
fn applies_from_a_source(connection: &mut mysql::Conn) -> bool {
    let Ok(status) = connection.query::<mysql::Row, _>("SHOW REPLICA STATUS") else { return false };
    let running = |row: &mysql::Row| {
        ["Replica_SQL_Running", "Slave_SQL_Running"]
            .iter()
            .filter_map(|name| row.get::<String, _>(*name))
            .any(|value| value.eq_ignore_ascii_case("yes"))
    };
    status.iter().any(running)
}
