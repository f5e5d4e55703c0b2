//! Creating the state tables.

use std::time::{Duration, Instant};

use limbeck_url::DialectName;

use super::tables::check_format;
use super::{StateNames, StateSql, literal, quote_name};
use crate::{Connection, DatabaseError, ServerError};

/// How long [`ensure_state`] waits for another session that does the same.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The advisory lock of creating the state tables: "limbeck" in ASCII.
const CREATING: i64 = 0x006c_696d_6265_636b;

/// Creates the four tables if they are not there, in one transaction; a second runner that does the same at the same time finds them.
///
/// # Errors
///
/// [`DatabaseError::ReadOnly`] before anything is written; [`DatabaseError::NewerFormat`]; [`DatabaseError::State`] if only some of the
/// tables exist; what the server said.
pub fn ensure_state(connection: &mut dyn Connection, names: &StateNames) -> Result<(), DatabaseError> {
    if state_exists(connection, names)? {
        return Ok(());
    }
    refuse_read_only(connection)?;
    let began = Instant::now();
    loop {
        connection.begin()?;
        let outcome = create_in_transaction(connection, names).and_then(|()| connection.commit());
        let Err(error) = outcome else { return Ok(()) };
        // What went wrong is reported; that the roll-back fails as well would only hide it.
        let _ = connection.rollback();
        if !error.is_busy() || began.elapsed() >= LONGEST_WAIT {
            return Err(error);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Whether the state tables are there, complete and of a format that this build knows.
///
/// # Errors
///
/// As [`ensure_state`].
pub fn state_exists(connection: &mut dyn Connection, names: &StateNames) -> Result<bool, DatabaseError> {
    let missing = missing(connection, names)?;
    if nothing_is_there(connection, names, &missing) {
        return Ok(false);
    }
    if !missing.is_empty() {
        return Err(incomplete(&missing));
    }
    let lock = names.qualified(&names.lock(), connection.server().dialect);
    let rows = connection.query(&format!("SELECT format FROM {lock} WHERE name = 'format'"))?;
    match rows.scalar().and_then(|text| text.parse().ok()) {
        Some(format) => check_format(format).map(|()| true),
        None => Err(DatabaseError::State {
            message: format!(
                "the table `{}` has no row `format`, so the version of the state tables is unknown; restore the row from a backup",
                names.lock()
            ),
        }),
    }
}

/// Whether what is missing means that nothing was ever applied: all of it, or, where a client may die between two CREATE TABLE, the table
/// that is created last.
pub(super) fn nothing_is_there(connection: &dyn Connection, names: &StateNames, missing: &[String]) -> bool {
    missing.len() == names.all().len()
        || !connection.server().capabilities.transactional_ddl && missing.contains(&names.table)
}

/// Inside a transaction of the caller: creates what isn't there.
///
/// # Errors
///
/// [`DatabaseError::Busy`] while another runner does the same; what the server said.
pub(crate) fn create_in_transaction(
    connection: &mut dyn Connection,
    names: &StateNames,
) -> Result<(), DatabaseError> {
    let dialect = connection.server().dialect;
    if dialect == DialectName::PostgreSql {
        alone_on_postgresql(connection)?;
        create_schema(connection, names)?;
    }
    for statement in StateSql::new(names, dialect).create() {
        connection.execute(&statement)?;
    }
    // "Table already exists" is what IF NOT EXISTS says here.
    drop(connection.take_notices());
    Ok(())
}

/// `CREATE TABLE IF NOT EXISTS` of two sessions at once fails in one of them with a duplicate key in the system catalogs; and runners of
/// two namespaces have no run lock in common.
fn alone_on_postgresql(connection: &mut dyn Connection) -> Result<(), DatabaseError> {
    let sql = format!("SELECT pg_catalog.pg_try_advisory_xact_lock({CREATING})");
    if connection.query(&sql)?.scalar() == Some("t") {
        return Ok(());
    }
    let message = "another session is creating the state tables".to_owned();
    Err(DatabaseError::Busy { source: Box::new(ServerError { message, code: None, offset: None }) })
}

/// The schema of `[state] schema`. It is looked for first: `IF NOT EXISTS` asks for the right to create one even if it is there.
fn create_schema(connection: &mut dyn Connection, names: &StateNames) -> Result<(), DatabaseError> {
    let Some(schema) = &names.schema else { return Ok(()) };
    let text = literal(schema, DialectName::PostgreSql);
    let found = connection.query(&format!("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = {text}"))?;
    if found.scalar().is_none() {
        connection.execute(&format!("CREATE SCHEMA {}", quote_name(schema, DialectName::PostgreSql)))?;
    }
    Ok(())
}

/// Refuses, by name, a database that takes no writes.
pub(crate) fn refuse_read_only(connection: &dyn Connection) -> Result<(), DatabaseError> {
    let server = connection.server();
    match &server.read_only {
        Some(reason) => {
            Err(DatabaseError::ReadOnly { database: server.database.clone(), reason: reason.clone() })
        }
        None => Ok(()),
    }
}

/// The state tables that don't exist.
pub(super) fn missing(
    connection: &mut dyn Connection,
    names: &StateNames,
) -> Result<Vec<String>, DatabaseError> {
    let dialect = connection.server().dialect;
    let wanted = names.all();
    let list = wanted.iter().map(|name| literal(name, dialect)).collect::<Vec<_>>().join(", ");
    let sql = match (dialect, &names.schema) {
        (DialectName::Sqlite, _) => {
            // SQLite's names don't differ in case only.
            format!(
                "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name COLLATE NOCASE IN ({list})"
            )
        }
        (DialectName::PostgreSql, schema) => {
            let schema =
                schema.as_ref().map_or_else(|| "current_schema()".to_owned(), |name| literal(name, dialect));
            format!(
                "SELECT relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = {schema} AND relname IN ({list})"
            )
        }
        (DialectName::MySql | DialectName::MariaDb, schema) => {
            let schema =
                schema.as_ref().map_or_else(|| "database()".to_owned(), |name| literal(name, dialect));
            format!(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = {schema} AND table_name IN ({list})"
            )
        }
    };
    let found: Vec<String> = connection.query(&sql)?.rows.into_iter().flatten().flatten().collect();
    Ok(wanted
        .into_iter()
        .filter(|name| !found.iter().any(|found| found.eq_ignore_ascii_case(name)))
        .collect())
}

pub(super) fn incomplete(missing: &[String]) -> DatabaseError {
    DatabaseError::State {
        message: format!(
            "the state tables are incomplete: `{}` {} missing; restore {} from a backup, or drop the others and `limbeck stamp` what is applied",
            missing.join("`, `"),
            if missing.len() == 1 { "is" } else { "are" },
            if missing.len() == 1 { "it" } else { "them" },
        ),
    }
}
