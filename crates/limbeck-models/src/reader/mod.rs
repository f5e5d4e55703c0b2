//! Reads models from Rust sources, without compiling them.

mod attribute;
mod cfg;
mod column;
mod context;
mod default;
mod derive;
mod derived;
mod diesel;
mod enums;
mod file;
mod keys;
mod kinds;
mod link;
mod model_reader;
mod reference;
mod seaorm;
mod sources;
mod table;
mod types;
mod uses;
mod value;

pub use cfg::Cfg;
pub use context::Context;
pub use enums::{EnumReading, enum_from_item};
pub use sources::{ReadOptions, read_sources};
pub use table::{TableReading, table_from_item};
pub use uses::Uses;

pub(crate) use sources::files_of;
