//! An enum and its values.

use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, ItemEnum, LitStr, Path, Token, Variant, token};

use super::attribute::{Errors, each_word, list};
use super::column::snake_case;
use super::context::Context;
use super::table::crate_path;
use super::value;
use crate::model::{ModelEnum, ModelEnumValue};

/// The attribute is not called `enum`: Rust does not allow a keyword there, unless it is written `#[r#enum(…)]`, which is understood too.
const WORDS: [&str; 5] = ["comment", "crate", "name", "rename_all", "renamed_from"];
const CASES: [&str; 7] =
    ["lowercase", "UPPERCASE", "snake_case", "SCREAMING_SNAKE_CASE", "kebab-case", "camelCase", "PascalCase"];

/// An enum as it was read, and what the derive needs besides.
#[derive(Clone, Debug)]
pub struct EnumReading {
    /// The enum.
    pub one: ModelEnum,
    /// `crate = "…"`: where generated code finds Limbeck.
    pub crate_path: Option<Path>,
}

/// Reads a Rust enum that is an enum in the database.
///
/// The type is called what `#[enumeration(name = "…")]` says, else what the enum is called, in snake case. A value is called what
/// `#[value("…")]` says, else what the variant is called in the case that `#[enumeration(rename_all = "…")]` names, else as it is written.
///
/// # Errors
///
/// As those of [`table_from_item`](super::table_from_item).
pub fn enum_from_item(item: &ItemEnum, context: &Context<'_>) -> syn::Result<EnumReading> {
    let what = format!("the enum `{}`", item.ident);
    let Some(attributes) = context.cfg.attributes(&item.attrs, &what)? else {
        return Err(syn::Error::new(item.ident.span(), format!("{what} is switched off by `#[cfg]`")));
    };
    let mut errors = Errors::default();
    let mut crate_is = None;
    let mut case = None;
    let mut one = ModelEnum {
        name: snake_case(&item.ident.unraw().to_string()),
        rust_name: Some(item.ident.unraw().to_string()),
        place: context.place(item.ident.span()),
        ..ModelEnum::default()
    };
    for attribute in attributes.iter().filter(|attribute| is_enumeration(attribute)) {
        let result = each_word(attribute, &WORDS, |word, meta| {
            match word {
                "name" => one.name = value::text(meta)?,
                "comment" => one.comment = Some(value::text(meta)?),
                "renamed_from" => one.renamed_from = Some(value::text(meta)?),
                "rename_all" => case = Some(read_case(&meta.value()?.parse()?)?),
                _ => crate_is = Some(crate_path(meta)?),
            }
            Ok(())
        });
        errors.take(result);
    }
    for variant in &item.variants {
        let Some(value) = errors.take(read_value(variant, case, context)).flatten() else { continue };
        if one.values.iter().any(|other| other.label == value.label) {
            let message = format!("the value `{}` is declared twice", value.label);
            errors.push(syn::Error::new(variant.ident.span(), message));
        }
        one.values.push(value);
    }
    if item.variants.is_empty() {
        errors.push(syn::Error::new(item.ident.span(), format!("{what} has no values")));
    }
    errors.finish(EnumReading { one, crate_path: crate_is })
}

fn is_enumeration(attribute: &Attribute) -> bool {
    attribute.path().get_ident().is_some_and(|ident| ident == "enumeration" || ident.unraw() == "enum")
}

fn read_value(
    variant: &Variant,
    case: Option<&'static str>,
    context: &Context<'_>,
) -> syn::Result<Option<ModelEnumValue>> {
    let written = variant.ident.unraw().to_string();
    let Some(attributes) = context.cfg.attributes(&variant.attrs, &format!("the value `{written}`"))? else {
        return Ok(None);
    };
    if !matches!(variant.fields, Fields::Unit) {
        let message = format!("the value `{written}` must not have fields: it is stored as its name alone");
        return Err(syn::Error::new(variant.fields.span(), message));
    }
    let mut value = ModelEnumValue { label: in_case(&written, case), renamed_from: None };
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("value")) {
        read_value_attribute(attribute, &mut value)?;
    }
    Ok(Some(value))
}

/// `#[value("…")]`, `#[value("…", renamed_from = "…")]`, `#[value(renamed_from = "…")]`, `#[value = "…"]`.
fn read_value_attribute(attribute: &Attribute, value: &mut ModelEnumValue) -> syn::Result<()> {
    const FORM: &str = "write `#[value(\"label\")]` or `#[value(\"label\", renamed_from = \"old label\")]`";
    if let syn::Meta::NameValue(pair) = &attribute.meta {
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(label), .. }) = &pair.value else {
            return Err(syn::Error::new(attribute.span(), FORM));
        };
        value.label = label.value();
        return Ok(());
    }
    attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        if input.peek(LitStr) {
            value.label = input.parse::<LitStr>()?.value();
            if input.is_empty() {
                return Ok(());
            }
            input.parse::<Token![,]>()?;
        }
        if input.is_empty() {
            return Ok(());
        }
        let word: syn::Ident = input.parse()?;
        if word != "renamed_from" || input.peek(token::Paren) {
            return Err(syn::Error::new(word.span(), FORM));
        }
        input.parse::<Token![=]>()?;
        value.renamed_from = Some(input.parse::<LitStr>()?.value());
        input.parse::<Option<Token![,]>>()?;
        Ok(())
    })
}

fn read_case(literal: &LitStr) -> syn::Result<&'static str> {
    let word = literal.value();
    CASES.into_iter().find(|case| *case == word).ok_or_else(|| {
        syn::Error::new(literal.span(), format!("`{word}` is no case\nhint: known are {}", list(&CASES)))
    })
}

fn in_case(name: &str, case: Option<&str>) -> String {
    let snake = || snake_case(name);
    match case {
        Some("lowercase") => name.to_lowercase(),
        Some("UPPERCASE") => name.to_uppercase(),
        Some("snake_case") => snake(),
        Some("SCREAMING_SNAKE_CASE") => snake().to_uppercase(),
        Some("kebab-case") => snake().replace('_', "-"),
        Some("camelCase") => {
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        }
        _ => name.to_owned(),
    }
}
