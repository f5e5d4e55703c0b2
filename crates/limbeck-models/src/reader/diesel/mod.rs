//! Diesel's `table!`: columns and primary keys.
//!
//! `joinable!` and `allow_tables_to_appear_in_same_query!` say what may stand in one query, not what the database holds.

mod custom;
mod sql_type;
mod table;

use limbeck_catalog::Aspects;
use syn::Item;

use super::attribute::Errors;
use super::model_reader::{Found, ModelReader, Module};
use crate::model::Model;

/// `diesel::table!`, and the types that Diesel's command line writes beside it.
pub(crate) struct Diesel;

impl ModelReader for Diesel {
    fn speaks_about(&self) -> Aspects {
        Model::aspects_of_diesel()
    }

    fn read(&self, module: &Module<'_>) -> syn::Result<Found> {
        let mut errors = Errors::default();
        let mut found = Found::default();
        for item in module.items {
            match item {
                Item::Macro(item) => {
                    found.tables.extend(errors.take(table::read(item, &module.context)).flatten());
                }
                Item::Struct(item) => {
                    found.types.extend(errors.take(custom::read(item, &module.context)).flatten());
                }
                _ => {}
            }
        }
        errors.finish(found)
    }

    fn unknown_type_hint(&self, rust: &str) -> Option<String> {
        Some(format!(
            "name its SQL type in `limbeck.toml`: `[types]` `{rust} = \"text\"`; or, for PostgreSQL, at the type itself: \
             `#[diesel(postgres_type(name = \"…\"))]`, in a file that `models` names"
        ))
    }
}
