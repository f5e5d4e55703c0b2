//! Database URLs as the ecosystem writes them: one parser, one canonical form, conversion to every driver.

mod dialect;

pub use dialect::{DialectName, UnknownDialect};
