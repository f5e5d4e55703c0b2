//! `limbeck-macros`.
