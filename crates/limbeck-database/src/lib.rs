//! `limbeck-database`.
