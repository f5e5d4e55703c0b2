//! MySQL and MariaDB, through `mysql`: the text protocol, one statement per round trip.

mod connection;
mod error;
mod identify;
mod statement;
mod target;
mod tls;

use limbeck_url::DatabaseUrl;

use crate::{ConnectOptions, Connection, DatabaseError};

pub(super) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Connection>, DatabaseError> {
    let target = target::Target::of(url, options)?;
    Ok(Box::new(connection::MySql::connect(target, options)?))
}
