//! `limbeck`.
