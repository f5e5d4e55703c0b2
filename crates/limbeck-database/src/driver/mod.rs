//! The drivers, one folder each. No type of a driver leaves this module.

use limbeck_url::DatabaseUrl;

use crate::{ConnectOptions, Connection, DatabaseError};

#[cfg(any(feature = "mysql", feature = "postgres"))]
mod again;
#[cfg(all(feature = "tls", any(feature = "mysql", feature = "postgres")))]
mod certificates;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgresql;
#[cfg(feature = "sqlite")]
mod sqlite;

/// Opens a connection; its session is set up as [`Connection::reset`] leaves it.
///
/// # Errors
///
/// [`DatabaseError::NoDriver`] for a dialect that this build does not speak; else why the database can't be opened, with its name.
#[cfg_attr(
    not(any(feature = "sqlite", feature = "mysql", feature = "postgres")),
    expect(unused_variables, reason = "without a driver nothing is opened")
)]
pub fn connect(url: &DatabaseUrl, options: &ConnectOptions) -> Result<Box<dyn Connection>, DatabaseError> {
    match url.dialect() {
        #[cfg(feature = "sqlite")]
        limbeck_url::DialectName::Sqlite => sqlite::connect(url, options),
        #[cfg(feature = "mysql")]
        limbeck_url::DialectName::MySql | limbeck_url::DialectName::MariaDb => {
            mysql::connect(url, options).map(|inner| again(inner, url, options))
        }
        #[cfg(feature = "postgres")]
        limbeck_url::DialectName::PostgreSql => {
            postgresql::connect(url, options).map(|inner| again(inner, url, options))
        }
        #[cfg(not(all(feature = "sqlite", feature = "mysql", feature = "postgres")))]
        dialect => Err(DatabaseError::NoDriver { dialect }),
    }
}

#[cfg(any(feature = "mysql", feature = "postgres"))]
fn again(inner: Box<dyn Connection>, url: &DatabaseUrl, options: &ConnectOptions) -> Box<dyn Connection> {
    Box::new(again::Again { inner, url: url.clone(), options: options.clone() })
}
