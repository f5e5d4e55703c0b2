//! `#[derive(limbeck::Table)]` and `#[derive(limbeck::Enum)]`.

use limbeck_catalog::Aspects;
use syn::{Attribute, Ident, Item, ItemEnum, ItemStruct};

use super::attribute::Errors;
use super::context::Context;
use super::derived::derives;
use super::enums::enum_from_item;
use super::model_reader::{Found, ModelReader, Module};
use super::table::table_from_item;
use crate::model::{Model, ModelEnum, ModelTable};

/// Limbeck's own derives.
pub(crate) struct Derive;

impl ModelReader for Derive {
    fn speaks_about(&self) -> Aspects {
        Model::aspects_of_derive()
    }

    fn read(&self, module: &Module<'_>) -> syn::Result<Found> {
        let mut errors = Errors::default();
        let mut found = Found::default();
        for item in module.items {
            match item {
                Item::Struct(item) => {
                    found.tables.extend(errors.take(read_struct(item, &module.context)).flatten());
                }
                Item::Enum(item) => {
                    found.enums.extend(errors.take(read_enum(item, &module.context)).flatten());
                }
                _ => {}
            }
        }
        errors.finish(found)
    }
}

fn read_struct(item: &ItemStruct, context: &Context<'_>) -> syn::Result<Option<ModelTable>> {
    if !derives(&item.attrs, "Table", "table", context.uses)
        || switched_off(&item.attrs, &item.ident, context)?
    {
        return Ok(None);
    }
    table_from_item(item, context).map(|reading| Some(reading.table))
}

fn read_enum(item: &ItemEnum, context: &Context<'_>) -> syn::Result<Option<ModelEnum>> {
    if !derives(&item.attrs, "Enum", "enumeration", context.uses)
        || switched_off(&item.attrs, &item.ident, context)?
    {
        return Ok(None);
    }
    enum_from_item(item, context).map(|reading| Some(reading.one))
}

fn switched_off(attributes: &[Attribute], ident: &Ident, context: &Context<'_>) -> syn::Result<bool> {
    Ok(context.cfg.attributes(attributes, &format!("the model `{ident}`"))?.is_none())
}
