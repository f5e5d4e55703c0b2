//! The models of an application: read from Rust sources ([`read_sources`]: Limbeck's own derives, SeaORM's entities, Diesel's `table!`), held in portable types ([`Model`]), lowered to the
//! [`Catalog`](limbeck_catalog::Catalog) of one dialect ([`lower`]).
//!
//! The derives of `limbeck-macros` use the same reader, so what a program returns at run time is what the reader reads.

#[doc(hidden)]
pub mod __private;
mod error;
mod guard;
mod json;
mod lower;
mod model;
#[cfg(feature = "reader")]
pub mod reader;
mod source;
mod traits;

pub use error::ModelError;
pub use guard::{Refusal, refuse_empty, refuse_shrinking};
pub use json::{FORMAT, JsonCatalog, JsonError, dump_catalog_json, dump_json, read_json};
pub use lower::{LowerOptions, Naming, NamingError, lower};
pub use model::{
    Model, ModelCheck, ModelColumn, ModelEnum, ModelEnumValue, ModelForeignKey, ModelGenerated, ModelIndex,
    ModelIndexPart, ModelTable, ModelUnique, PerServer, Place, PortableDefault, PortableType, RustType, Sql,
    TableOptions, TypeMap,
};
#[cfg(feature = "reader")]
pub use reader::{ReadOptions, read_sources};
#[cfg(feature = "reader")]
pub use source::sort_sources;
pub use source::{CommandOutput, Source};
pub use traits::{Enum, Table};
