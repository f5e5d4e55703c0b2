//! The kinds of declarations that are read from Rust sources; so far `#[derive(Table)]` alone.
//!
//! A further one (SeaORM's entities, Diesel's `table!`) is another [`ModelReader`] in [`READERS`]. Each says what it speaks about, and a
//! model speaks only of what all the readers that found something in it speak of.

use limbeck_catalog::Aspects;
use syn::{Item, ItemEnum, ItemStruct};

use super::enums::enum_from_item;
use super::file::derives;
use super::table::{Context, table_from_item};
use crate::model::{Model, ModelEnum, ModelTable};

/// What a reader found in one item.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Tables.
    pub tables: Vec<ModelTable>,
    /// Enums.
    pub enums: Vec<ModelEnum>,
}

/// Reads one kind of declaration.
pub trait ModelReader: Sync {
    /// What its declarations state.
    fn speaks_about(&self) -> Aspects;

    /// What the item declares; `None` if it is none of this reader's.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with a declaration of this kind, combined.
    fn read(&self, item: &Item, context: &Context<'_>) -> syn::Result<Option<Found>>;
}

/// All of them.
pub(crate) const READERS: &[&dyn ModelReader] = &[&Derive];

/// `#[derive(limbeck::Table)]` and `#[derive(limbeck::Enum)]`.
struct Derive;

impl ModelReader for Derive {
    fn speaks_about(&self) -> Aspects {
        Model::aspects_of_derive()
    }

    fn read(&self, item: &Item, context: &Context<'_>) -> syn::Result<Option<Found>> {
        match item {
            Item::Struct(item) => read_struct(item, context),
            Item::Enum(item) => read_enum(item, context),
            _ => Ok(None),
        }
    }
}

fn read_struct(item: &ItemStruct, context: &Context<'_>) -> syn::Result<Option<Found>> {
    if !derives(&item.attrs, "Table", "table", context.uses) {
        return Ok(None);
    }
    if switched_off(&item.attrs, &item.ident, context)? {
        return Ok(None);
    }
    let table = table_from_item(item, context)?.table;
    Ok(Some(Found { tables: vec![table], enums: Vec::new() }))
}

fn read_enum(item: &ItemEnum, context: &Context<'_>) -> syn::Result<Option<Found>> {
    if !derives(&item.attrs, "Enum", "enumeration", context.uses) {
        return Ok(None);
    }
    if switched_off(&item.attrs, &item.ident, context)? {
        return Ok(None);
    }
    let one = enum_from_item(item, context)?.one;
    Ok(Some(Found { tables: Vec::new(), enums: vec![one] }))
}

fn switched_off(
    attributes: &[syn::Attribute],
    ident: &syn::Ident,
    context: &Context<'_>,
) -> syn::Result<bool> {
    Ok(context.cfg.attributes(attributes, &format!("the model `{ident}`"))?.is_none())
}
