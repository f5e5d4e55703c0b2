//! Reads models from Rust sources, without compiling them.

mod attribute;
mod cfg;
mod column;
mod default;
mod enums;
mod file;
mod keys;
mod kinds;
mod reference;
mod sources;
mod table;
mod types;
mod uses;
mod value;

pub use cfg::Cfg;
pub use enums::{EnumReading, enum_from_item};
pub use kinds::{Found, ModelReader};
pub use sources::{ReadOptions, read_sources};
pub use table::{Context, TableReading, table_from_item};
pub use uses::Uses;

pub(crate) use sources::files_of;
