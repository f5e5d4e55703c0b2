//! Users and their posts over HTTP, in SQLite. The database is migrated when the service starts.

pub mod api;
pub mod database;
pub mod models;

mod error;
