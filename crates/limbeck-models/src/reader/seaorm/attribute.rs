//! `#[sea_orm(…)]`: every word is known, or an error.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Lit, LitStr};

use crate::reader::attribute::{Errors, each_word, skip};

/// Reads the words of all `#[sea_orm(…)]` of an item. Those of `ignored` say nothing about the schema; those of neither list are errors.
pub(super) fn words(
    attributes: &[Attribute],
    known: &[&str],
    ignored: &[&str],
    mut read: impl FnMut(&str, &ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let all: Vec<&str> = known.iter().chain(ignored).copied().collect();
    let mut errors = Errors::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("sea_orm")) {
        let result =
            each_word(
                attribute,
                &all,
                |word, meta| {
                    if known.contains(&word) { read(word, meta) } else { skip(meta) }
                },
            );
        errors.take(result);
    }
    errors.finish(())
}

/// `= "text"`.
pub(super) fn literal(meta: &ParseNestedMeta<'_>) -> syn::Result<LitStr> {
    meta.value()?.parse()
}

/// `= "text"`, as text.
pub(super) fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<String> {
    Ok(literal(meta)?.value())
}

/// `= "Rust code"`, as the expression that it is.
pub(super) fn code(meta: &ParseNestedMeta<'_>) -> syn::Result<Expr> {
    let literal = literal(meta)?;
    literal.parse().map_err(|error: syn::Error| {
        syn::Error::new(literal.span(), format!("this is no Rust expression: {error}"))
    })
}

/// `= true`.
pub(super) fn bool(meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
    Ok(meta.value()?.parse::<syn::LitBool>()?.value())
}

/// `= 7`, `= "text"`, `= true`.
pub(super) fn constant(meta: &ParseNestedMeta<'_>) -> syn::Result<Lit> {
    meta.value()?.parse()
}
