//! SQLite, through `rusqlite`: only what is the same in every version of the range that `Cargo.toml` allows.

mod connection;
mod error;
mod open;
mod session;
mod target;

use limbeck_url::DatabaseUrl;

use crate::{ConnectOptions, Connection, DatabaseError};

pub(super) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Connection>, DatabaseError> {
    let target = target::Target::of(url)?;
    Ok(Box::new(connection::Sqlite::connect(target, options)?))
}
