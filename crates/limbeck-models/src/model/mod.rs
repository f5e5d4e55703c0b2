//! The portable model: what an application's models declare, before it is lowered to a dialect.

mod column;
mod enums;
mod place;
mod resolve;
mod rust_type;
mod sql;
mod table;
mod types;
mod whole;

pub use column::{ModelColumn, ModelGenerated};
pub use enums::{ModelEnum, ModelEnumValue};
pub use place::Place;
pub use resolve::TypeMap;
pub(crate) use resolve::unknown_type_hint;
#[cfg(feature = "reader")]
pub(crate) use rust_type::{Size, TypePath};
pub use sql::Sql;
pub use table::{
    ModelCheck, ModelForeignKey, ModelIndex, ModelIndexPart, ModelTable, ModelUnique, TableOptions,
};
pub use types::{PerServer, PortableDefault, PortableType, RustType};
pub use whole::Model;
