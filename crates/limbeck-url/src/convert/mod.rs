//! From [`DatabaseUrl`](crate::DatabaseUrl) to what a driver reads.
//!
//! Two questions for each driver: how it spells each parameter (`postgres`, `mysql`), and how it spells the place (`address`). What has
//! no spelling is collected, so that one answer names all of it.

mod address;
mod draft;
mod jdbc;
mod key_value;
mod mysql;
mod mysql_tls;
mod postgres;
mod sqlite;
mod word;
mod write;
