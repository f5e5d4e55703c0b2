//! Errors of the driver and the server, in our own types.

use crate::{DatabaseError, ServerError};

/// ER_NO_SUCH_TABLE.
const NO_SUCH_TABLE: u16 = 1146;
/// ER_LOCK_WAIT_TIMEOUT and ER_LOCK_DEADLOCK: the transaction may be tried again.
const BUSY: [u16; 2] = [1205, 1213];
/// ER_LOCK_DEADLOCK: the server has rolled the transaction back.
pub(super) const DEADLOCK: &str = "1213";
/// ER_QUERY_INTERRUPTED; MariaDB says 1927 (ER_CONNECTION_KILLED) where it ends the connection as well.
const INTERRUPTED: [u16; 1] = [1317];
/// ER_SECURE_TRANSPORT_REQUIRED.
pub(super) const TLS_REQUIRED: u16 = 3159;
/// ER_ACCESS_DENIED_ERROR, which is also what an account with `REQUIRE SSL` is told.
pub(super) const ACCESS_DENIED: u16 = 1045;

/// What was said, without the types of the driver.
pub(super) fn words(error: &mysql::Error) -> Box<ServerError> {
    let (message, code) = match error {
        mysql::Error::MySqlError(error) => (error.message.clone(), Some(error.code.to_string())),
        mysql::Error::IoError(error) => (format!("the connection to the server was lost: {error}"), None),
        mysql::Error::DriverError(error) => (error.to_string(), None),
        #[cfg(feature = "tls")]
        mysql::Error::TlsError(error) => (format!("TLS: {error}"), None),
        other => (other.to_string(), None),
    };
    Box::new(ServerError { message, code, offset: None })
}

/// The error of a statement.
pub(super) fn statement(error: &mysql::Error) -> DatabaseError {
    let source = words(error);
    match error {
        mysql::Error::MySqlError(error) if error.code == NO_SUCH_TABLE => {
            DatabaseError::NoSuchTable { source }
        }
        mysql::Error::MySqlError(error) if BUSY.contains(&error.code) => DatabaseError::Busy { source },
        mysql::Error::MySqlError(error) if INTERRUPTED.contains(&error.code) => DatabaseError::Interrupted,
        _ => DatabaseError::Statement(source),
    }
}

/// The error of opening a connection.
pub(super) fn opening(error: &mysql::Error, database: &str) -> DatabaseError {
    let reason = match error {
        mysql::Error::MySqlError(error) => error.message.clone(),
        mysql::Error::DriverError(mysql::DriverError::TlsNotSupported) => {
            "the server offers no TLS, and the URL's sslmode requires it".to_owned()
        }
        mysql::Error::DriverError(mysql::DriverError::CouldNotConnect(Some((_, why, _)))) => why.clone(),
        mysql::Error::DriverError(mysql::DriverError::ConnectTimeout) => {
            "the server did not answer within connect_timeout".to_owned()
        }
        mysql::Error::IoError(error) => error.to_string(),
        other => words(other).message,
    };
    let source = matches!(error, mysql::Error::MySqlError(_)).then(|| words(error));
    DatabaseError::CannotOpen { database: database.to_owned(), reason, source }
}
