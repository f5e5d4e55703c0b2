//! The program on real servers: whole sessions, as a user has them.
#![cfg(all(feature = "mysql", feature = "postgres", feature = "sqlite"))]

mod adopt;
mod offline;
mod project;
mod several_dialects;
mod whole;
