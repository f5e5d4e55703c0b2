//! Users and their posts over HTTP, in whatever database `DATABASE_URL` names. The database is migrated when the service starts.

pub mod api;
pub mod database;
pub mod models;
pub mod schema;
pub mod session;

mod error;
