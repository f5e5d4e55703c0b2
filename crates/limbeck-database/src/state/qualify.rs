//! Where the state tables are.

use limbeck_url::DialectName;

use super::{StateNames, literal, quote_name};
use crate::{Connection, DatabaseError};

/// The names with the schema (on MySQL and MariaDB the database) that they have in this session: what a body does to the session must
/// not hide the tables.
///
/// # Errors
///
/// [`DatabaseError::State`] if the session has none; what the server said.
pub(crate) fn qualify(
    connection: &mut dyn Connection,
    names: &StateNames,
) -> Result<StateNames, DatabaseError> {
    let dialect = connection.server().dialect;
    if names.schema.is_some() || dialect == DialectName::Sqlite {
        return Ok(names.clone());
    }
    let (sql, missing) = match dialect {
        DialectName::MySql | DialectName::MariaDb => (
            // Where names are folded, the lock's name must not depend on how the URL writes the database.
            "SELECT IF(@@lower_case_table_names = 0, DATABASE(), LOWER(DATABASE()))".to_owned(),
            "the URL names no database; put it behind the host: `mysql://user@host/database`",
        ),
        DialectName::PostgreSql | DialectName::Sqlite => (
            // Every schema of the search path is looked into, as a query would; new tables go where CREATE TABLE puts them.
            format!(
                "SELECT COALESCE((SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
                 ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass({})), pg_catalog.current_schema())",
                literal(&quote_name(&names.table, dialect), dialect)
            ),
            "no schema of the search_path exists, so there is no place for the state tables; create one, or name it with `[state] \
             schema` in limbeck.toml",
        ),
    };
    match connection.query(&sql)?.scalar() {
        Some(schema) => Ok(StateNames { schema: Some(schema.to_owned()), ..names.clone() }),
        None => Err(DatabaseError::State { message: missing.to_owned() }),
    }
}
