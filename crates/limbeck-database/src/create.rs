//! Making the database that a URL names.

use limbeck_url::{DatabaseUrl, DialectName};

use crate::{ConnectOptions, Connection, DatabaseError, connect, quote_name};

/// SQLSTATE `duplicate_database`, and MySQL's `ER_DB_CREATE_EXISTS`: another was faster.
const EXISTS: &[&str] = &["42P04", "1007"];

/// Creates the database that the URL names if its server does not have it; whether it had to. SQLite's file is made by opening it
/// ([`ConnectOptions::create_if_missing`]).
///
/// # Errors
///
/// When the server cannot be reached, or its user may not create databases.
pub fn create_database(url: &DatabaseUrl, options: &ConnectOptions) -> Result<bool, DatabaseError> {
    let missing = match connect(url, options) {
        Ok(connection) => return connection.close().map(|()| false),
        Err(error) if error.is_missing_database() => error,
        Err(error) => return Err(error),
    };
    let Some(name) = url.database() else { return Err(missing) };
    let mut server = beside(url, options)?;
    let created = server.execute(&format!("CREATE DATABASE {}", quote_name(name, server.server().dialect)));
    match created {
        Ok(_) => Ok(true),
        Err(error) if error.has_code(EXISTS) => Ok(false),
        Err(error) => Err(DatabaseError::CannotOpen {
            database: server.server().database.clone(),
            reason: format!("the database `{name}` does not exist, and cannot be created: {error}"),
            source: error.server_error().map(|words| Box::new(words.clone())),
        }),
    }
}

/// The same server without the database. PostgreSQL lets nobody in without one: these two are there by default.
fn beside(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Box<dyn Connection>, DatabaseError> {
    let at = |name: &str| connect(&url.clone().with_database(name), options);
    match url.dialect() {
        DialectName::PostgreSql => at("postgres").or_else(|_| at("template1")),
        DialectName::MySql | DialectName::MariaDb | DialectName::Sqlite => at(""),
    }
}
