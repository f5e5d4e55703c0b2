//! `limbeck-sql`.
