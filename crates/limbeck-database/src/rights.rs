//! What the user of a connection may do.

use limbeck_url::DialectName;

use crate::{Connection, DatabaseError};

/// Whether the user may create tables where the connection would create them; `None` where the server does not tell.
///
/// # Errors
///
/// What the server said.
pub fn may_create_tables(connection: &mut dyn Connection) -> Result<Option<bool>, DatabaseError> {
    let sql = match connection.server().dialect {
        DialectName::Sqlite => return Ok(None),
        DialectName::PostgreSql => {
            "SELECT pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE')"
        }
        // What a role brings is not listed among the user's own.
        DialectName::MySql | DialectName::MariaDb => {
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM information_schema.user_privileges p WHERE p.privilege_type = 'CREATE' \
             AND replace(p.grantee, '''', '') = current_user()) OR EXISTS (SELECT 1 FROM information_schema.schema_privileges p \
             WHERE p.privilege_type = 'CREATE' AND replace(p.grantee, '''', '') = current_user() AND database() LIKE p.table_schema) \
             THEN 't' WHEN coalesce(nullif(current_role(), 'NONE'), '') = '' THEN 'f' END"
        }
    };
    Ok(connection.query(sql)?.scalar().map(|answer| answer == "t"))
}
