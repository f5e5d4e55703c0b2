//! The kinds of declarations that are read from Rust sources.
//!
//! A further one is another [`ModelReader`] in [`READERS`]. Each says what it speaks about, and a table keeps what its own reader speaks of.

use super::derive::Derive;
use super::diesel::Diesel;
use super::model_reader::ModelReader;
use super::seaorm::SeaOrm;

/// All of them.
pub(crate) const READERS: &[&dyn ModelReader] = &[&Derive, &SeaOrm, &Diesel];
