//! `#[derive(Table)]`.

use limbeck_models::reader::{Cfg, Context, Uses, table_from_item};
use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Item, ItemStruct};

use crate::tokens::{crate_path, table};

pub(crate) fn expand(item: Item) -> syn::Result<TokenStream> {
    let item = match item {
        Item::Struct(item) => item,
        other => return Err(syn::Error::new(other.span(), "only a struct with named fields can be a table")),
    };
    let (uses, cfg) = (Uses::default(), Cfg::default());
    let reading = table_from_item(&item, &Context { file: "", uses: &uses, cfg: &cfg })?;
    let ItemStruct { ident, .. } = &item;
    let limbeck = crate_path(reading.crate_path);
    let table = table(&reading.table);
    let questions = reading.unresolved.iter().map(|(position, ty)| {
        quote! {
            if let ::std::option::Option::Some(column) = table.columns.get_mut(#position) {
                (&p::Probe::<#ty>::new()).answer(column, &mut enums);
            }
        }
    });
    let unresolved = (!reading.unresolved.is_empty()).then(|| {
        quote! {
            #[allow(unused_imports)]
            use p::{IsEnum as _, IsNoEnum as _};
            #(#questions)*
        }
    });
    Ok(quote! {
        #[automatically_derived]
        #[allow(clippy::all, unused_mut, unused_qualifications)]
        impl #limbeck::Table for #ident {
            fn model() -> #limbeck::Model {
                use #limbeck::__private as p;
                let mut enums = ::std::vec::Vec::new();
                let mut table = #table;
                #unresolved
                p::Model { speaks_about: p::Model::aspects_of_derive(), enums, tables: ::std::vec![table] }
            }
        }
    })
}
