//! `limbeck-catalog`.
