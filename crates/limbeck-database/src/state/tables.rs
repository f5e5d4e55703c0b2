//! The definitions of the state tables.

use limbeck_url::DialectName;

use super::StateNames;
use crate::DatabaseError;

/// The format of the state tables that this build writes, and the newest that it reads.
pub const FORMAT: i64 = 1;

/// Refuses a format that is newer than [`FORMAT`].
pub(super) fn check_format(found: i64) -> Result<(), DatabaseError> {
    if found > FORMAT { Err(DatabaseError::NewerFormat { found, known: FORMAT }) } else { Ok(()) }
}

/// The statements that create the four tables, and the row that says their format; each has no effect if it is there already.
pub(super) fn create(names: &StateNames, dialect: DialectName) -> Vec<String> {
    let types = Types::of(dialect);
    let Types { ascii, text, integer, log_id, table_options } = types;
    let id = |length: u32| format!("varchar({length}){ascii}");
    let [revisions, journal, lock, log] = names.all().map(|name| names.qualified(&name, dialect));
    let (namespace, revision, hash, run) = ("varchar(64)", id(255), id(80), id(36));
    let tables = [
        format!(
            "CREATE TABLE IF NOT EXISTS {journal} (\n    \
             namespace {namespace} NOT NULL DEFAULT '',\n    run {run} NOT NULL,\n    revision {revision} NOT NULL,\n    \
             direction varchar(9) NOT NULL,\n    position {integer} NOT NULL,\n    statement {text} NOT NULL,\n    \
             statement_hash {hash} NOT NULL,\n    class varchar(16) NOT NULL,\n    state varchar(8) NOT NULL,\n    \
             session varchar(255),\n    fence bigint,\n    objects {text},\n    before_hash {hash},\n    started_at varchar(32),\n    \
             finished_at varchar(32),\n    error {text},\n    PRIMARY KEY (namespace, revision, direction, position)\n)"
        ),
        format!(
            "CREATE TABLE IF NOT EXISTS {lock} (\n    \
             name varchar(128) NOT NULL PRIMARY KEY,\n    owner varchar(255),\n    host varchar(255),\n    fence bigint NOT NULL,\n    \
             acquired_at varchar(32),\n    heartbeat_at varchar(32),\n    expires_at varchar(32),\n    format {integer}\n)"
        ),
        format!(
            "CREATE TABLE IF NOT EXISTS {log} (\n    \
             id {log_id},\n    at varchar(32) NOT NULL,\n    namespace {namespace} NOT NULL,\n    revision {revision} NOT NULL,\n    \
             action varchar(16) NOT NULL,\n    run {run} NOT NULL,\n    who varchar(255) NOT NULL,\n    tool varchar(64) NOT NULL,\n    \
             outcome varchar(16) NOT NULL,\n    detail {text}\n)"
        ),
        format!(
            "CREATE TABLE IF NOT EXISTS {revisions} (\n    \
             namespace {namespace} NOT NULL DEFAULT '',\n    revision {revision} NOT NULL,\n    parents {text} NOT NULL,\n    \
             depends_on {text} NOT NULL,\n    labels {text} NOT NULL,\n    message {text} NOT NULL,\n    checksum {hash} NOT NULL,\n    \
             downgrade {text},\n    applied_at varchar(32) NOT NULL,\n    duration_ms bigint NOT NULL,\n    \
             applied_by varchar(255) NOT NULL,\n    tool varchar(64) NOT NULL,\n    kind varchar(16) NOT NULL,\n    \
             PRIMARY KEY (namespace, revision)\n)"
        ),
    ];
    let mut statements: Vec<String> =
        tables.into_iter().map(|table| format!("{table}{table_options}")).collect();
    // Where DDL is not transactional, whoever finds the table of revisions finds all the rest: it comes last.
    statements.insert(statements.len() - 1, format_row(&lock, dialect));
    statements
}

fn format_row(lock: &str, dialect: DialectName) -> String {
    let values = format!("INTO {lock} (name, fence, format) VALUES ('format', 0, {FORMAT})");
    match dialect {
        DialectName::MySql | DialectName::MariaDb => format!("INSERT IGNORE {values}"),
        DialectName::PostgreSql | DialectName::Sqlite => {
            format!("INSERT {values} ON CONFLICT (name) DO NOTHING")
        }
    }
}

/// What is spelled differently on the servers.
struct Types {
    ascii: &'static str,
    text: &'static str,
    integer: &'static str,
    log_id: &'static str,
    table_options: &'static str,
}

impl Types {
    fn of(dialect: DialectName) -> Self {
        match dialect {
            DialectName::PostgreSql => Self {
                ascii: "",
                text: "text",
                integer: "integer",
                log_id: "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                table_options: "",
            },
            // `longtext`: `text` ends at 64 KiB there, and a downgrade may be longer. The binary collation keeps namespaces apart that
            // differ in case only.
            DialectName::MySql | DialectName::MariaDb => Self {
                ascii: " CHARACTER SET ascii COLLATE ascii_bin",
                text: "longtext",
                integer: "int",
                log_id: "bigint NOT NULL AUTO_INCREMENT PRIMARY KEY",
                table_options: " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            },
            // The alias of the rowid counts up by itself; AUTOINCREMENT would put `sqlite_sequence` into the user's file.
            DialectName::Sqlite => Self {
                ascii: "",
                text: "text",
                integer: "integer",
                log_id: "integer PRIMARY KEY",
                table_options: "",
            },
        }
    }
}
