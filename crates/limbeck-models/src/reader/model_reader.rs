//! Reading one kind of declaration: what a reader is given, and what it hands back.

use limbeck_catalog::Aspects;
use syn::Item;

use super::context::Context;
use super::seaorm::Entity;
use crate::model::{ModelColumn, ModelEnum, ModelTable, Place, PortableType};

/// One file, or one module in it.
pub(crate) struct Module<'a> {
    /// Where it is in the crate, as far as files tell: `["src", "entity", "user"]`.
    pub(crate) path: &'a [String],
    /// What stands in it, but for modules.
    pub(crate) items: &'a [&'a Item],
    /// What surrounds the items.
    pub(crate) context: Context<'a>,
}

/// What a reader found. Types and relations that lead into other files are open still: `link` closes them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Tables.
    pub(crate) tables: Vec<ModelTable>,
    /// Entities of SeaORM, which point to each other by the paths of their modules.
    pub(crate) entities: Vec<Entity>,
    /// Enums of the database.
    pub(crate) enums: Vec<ModelEnum>,
    /// Rust types that say which type they are in the database.
    pub(crate) types: Vec<DeclaredType>,
}

impl Found {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.entities.is_empty() && self.enums.is_empty() && self.types.is_empty()
    }

    /// Adds what was found elsewhere.
    pub(crate) fn add(&mut self, other: Self) {
        self.tables.extend(other.tables);
        self.entities.extend(other.entities);
        self.enums.extend(other.enums);
        self.types.extend(other.types);
    }
}

/// A Rust type that says which type it is in the database.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredType {
    /// The name of the Rust type.
    pub(crate) rust_name: String,
    /// What it is; may be another Rust type, which is to be looked up in turn.
    pub(crate) data_type: PortableType,
    /// Where it says so.
    pub(crate) place: Place,
}

/// Reads one kind of declaration.
pub(crate) trait ModelReader: Sync {
    /// What its declarations state.
    fn speaks_about(&self) -> Aspects;

    /// What the module declares.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the declarations of this kind, combined.
    fn read(&self, module: &Module<'_>) -> syn::Result<Found>;

    /// The ways out of a type that nobody knows; `None` where the model resolves its types itself.
    fn unknown_type_hint(&self, _rust: &str) -> Option<String> {
        None
    }

    /// The last touch to a column whose type another item has declared.
    fn settle(&self, _column: &mut ModelColumn) {}
}
