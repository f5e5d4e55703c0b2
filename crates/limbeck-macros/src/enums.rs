//! `#[derive(Enum)]`.

use limbeck_models::reader::{Cfg, Context, Uses, enum_from_item};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;
use syn::spanned::Spanned;

use crate::tokens::{crate_path, place, string, text};

pub(crate) fn expand(item: Item) -> syn::Result<TokenStream> {
    let item = match item {
        Item::Enum(item) => item,
        other => return Err(syn::Error::new(other.span(), "only an enum can be an enum of the database")),
    };
    let (uses, cfg) = (Uses::default(), Cfg::default());
    let reading = enum_from_item(&item, &Context { file: "", uses: &uses, cfg: &cfg })?;
    let limbeck = crate_path(reading.crate_path);
    let ident = &item.ident;
    let one = &reading.one;
    let (name, rust_name) = (string(&one.name), text(one.rust_name.as_deref()));
    let (comment, renamed_from) = (text(one.comment.as_deref()), text(one.renamed_from.as_deref()));
    let place = place(&one.place);
    let values = one.values.iter().map(|value| {
        let (label, renamed_from) = (string(&value.label), text(value.renamed_from.as_deref()));
        quote!(p::ModelEnumValue { label: #label, renamed_from: #renamed_from })
    });
    Ok(quote! {
        #[automatically_derived]
        #[allow(clippy::all, unused_qualifications)]
        impl #limbeck::Enum for #ident {
            fn model_enum() -> #limbeck::__private::ModelEnum {
                use #limbeck::__private as p;
                p::ModelEnum {
                    name: #name,
                    rust_name: #rust_name,
                    values: ::std::vec![#(#values),*],
                    comment: #comment,
                    renamed_from: #renamed_from,
                    place: #place,
                }
            }
        }
    })
}
