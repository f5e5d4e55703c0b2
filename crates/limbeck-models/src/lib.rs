//! `limbeck-models`.
