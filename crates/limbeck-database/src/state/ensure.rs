//! Creating the state tables.

use limbeck_url::DialectName;

use super::applied::check_format;
use super::{StateNames, StateSql, literal};
use crate::{Connection, DatabaseError};

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
    connection.begin()?;
    create_in_transaction(connection, names).and_then(|()| connection.commit()).inspect_err(|_| {
        // What went wrong is reported; that the roll-back fails as well would only hide it.
        let _ = connection.rollback();
    })
}

/// Whether the state tables are there, complete and of a format that this build knows.
///
/// # Errors
///
/// As [`ensure_state`].
pub fn state_exists(connection: &mut dyn Connection, names: &StateNames) -> Result<bool, DatabaseError> {
    let missing = missing(connection, names)?;
    if missing.len() == names.all().len() {
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

/// Inside a transaction of the caller: creates what isn't there.
pub(crate) fn create_in_transaction(
    connection: &mut dyn Connection,
    names: &StateNames,
) -> Result<(), DatabaseError> {
    for statement in StateSql::new(names, connection.server().dialect).create() {
        connection.execute(&statement)?;
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
        (DialectName::MySql | DialectName::MariaDb, _) => {
            format!(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND table_name IN ({list})"
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
