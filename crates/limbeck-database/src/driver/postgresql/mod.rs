//! PostgreSQL, through `postgres`: the simple protocol alone, so that a pooler in between is no obstacle.
//!
//! A [`postgres::Client`] owns a tokio runtime and panics on a thread that drives another one. Callers run the engine on a thread of its own.

mod connection;
mod environment;
mod error;
#[cfg(not(feature = "tls"))]
mod no_tls;
mod open;
mod passfile;
mod servers;
mod target;
#[cfg(feature = "tls")]
mod tls;
#[cfg(not(feature = "tls"))]
use no_tls as tls;

use limbeck_url::DatabaseUrl;

use crate::{ConnectOptions, Connection, DatabaseError};

pub(super) fn connect(
    url: &DatabaseUrl,
    options: &ConnectOptions,
) -> Result<Box<dyn Connection>, DatabaseError> {
    let target = target::Target::of(url, &environment::Environment::process())?;
    Ok(Box::new(connection::PostgreSql::connect(target, options)?))
}
