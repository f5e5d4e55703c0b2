//! Rust types that say which type they are in the database: `DeriveActiveEnum`, `DeriveValueType`, `FromJsonQueryResult`.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Ident, ItemEnum, ItemStruct, Variant};

use super::attribute::{code, literal, text, words};
use super::{column_type, rust_type};
use crate::model::{ModelEnum, ModelEnumValue, PortableType};
use crate::reader::attribute::Errors;
use crate::reader::context::Context;
use crate::reader::model_reader::DeclaredType;

/// What an enum with `DeriveActiveEnum` is.
pub(super) enum ActiveEnum {
    /// An enum of the database.
    Enum(ModelEnum),
    /// A number or a text, of which the database does not know that it is an enum.
    Stored(DeclaredType),
}

/// Reads `#[derive(DeriveActiveEnum)] #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "…")]`.
pub(super) fn active_enum(
    item: &ItemEnum,
    attributes: &[Attribute],
    context: &Context<'_>,
) -> syn::Result<ActiveEnum> {
    let ident = item.ident.unraw().to_string();
    let mut name = ident.to_upper_camel_case();
    let mut db_type = None;
    let mut case = None;
    words(attributes, &["db_type", "enum_name", "rename_all"], &["rs_type"], |word, meta| {
        match word {
            "db_type" => db_type = Some(code(meta)?),
            "enum_name" => name = text(meta)?,
            _ => case = Some(text(meta)?),
        }
        Ok(())
    })?;
    let db_type = db_type
        .ok_or_else(|| syn::Error::new(item.ident.span(), "`#[sea_orm(db_type = \"…\")]` is missing"))?;
    let place = context.place(item.ident.span());
    let is_enum = matches!(&db_type, syn::Expr::Path(path) if path.path.is_ident("Enum"));
    if !is_enum {
        let data_type = PortableType::PerServer(column_type::read(&db_type)?);
        return Ok(ActiveEnum::Stored(DeclaredType { rust_name: ident, data_type, place }));
    }
    let mut errors = Errors::default();
    let mut values = Vec::new();
    for variant in &item.variants {
        values.extend(errors.take(value(variant, case.as_deref(), context)).flatten());
    }
    errors.finish(ActiveEnum::Enum(ModelEnum {
        name,
        rust_name: Some(ident),
        values,
        place,
        ..ModelEnum::default()
    }))
}

fn value(
    variant: &Variant,
    case: Option<&str>,
    context: &Context<'_>,
) -> syn::Result<Option<ModelEnumValue>> {
    let ident = &variant.ident;
    let what = format!("the value `{ident}`");
    let Some(attributes) = context.cfg.attributes(&variant.attrs, &what)? else { return Ok(None) };
    let mut label = case.map(|case| case_of(&ident.to_string(), case, ident.span())).transpose()?;
    words(&attributes, &["rename", "string_value"], &["display_value", "num_value"], |word, meta| {
        label = Some(match word {
            "string_value" => text(meta)?,
            _ => case_of(&ident.to_string(), &text(meta)?, meta.path.span())?,
        });
        Ok(())
    })?;
    match label {
        Some(label) => Ok(Some(ModelEnumValue { label, renamed_from: None })),
        None => Err(syn::Error::new(
            ident.span(),
            format!("the value `{ident}` has no name\nhint: write `#[sea_orm(string_value = \"…\")]`"),
        )),
    }
}

/// The name in a case, by the words that SeaORM has for cases.
pub(super) fn case_of(name: &str, case: &str, span: Span) -> syn::Result<String> {
    Ok(match case {
        "camel_case" | "PascalCase" => name.to_upper_camel_case(),
        "camelCase" | "mixed_case" => name.to_lower_camel_case(),
        "snake_case" | "snek_case" => name.to_snake_case(),
        "kebab_case" | "kebab-case" => name.to_kebab_case(),
        "SCREAMING-KEBAB-CASE" => name.to_kebab_case().to_uppercase(),
        "shouty_snake_case" | "shouty_snek_case" | "SCREAMING_SNAKE_CASE" => name.to_shouty_snake_case(),
        "title_case" => name.to_title_case(),
        "lowercase" => name.to_lowercase(),
        "UPPERCASE" => name.to_uppercase(),
        other => return Err(syn::Error::new(span, format!("`{other}` is no case that SeaORM knows"))),
    })
}

/// Reads `#[derive(DeriveValueType)] struct UserId(pub i64);`.
pub(super) fn value_type_of_struct(
    item: &ItemStruct,
    attributes: &[Attribute],
    context: &Context<'_>,
) -> syn::Result<DeclaredType> {
    let said = value_type(attributes)?;
    let data_type = match (said, &item.fields) {
        (Some(data_type), _) => data_type,
        (None, Fields::Unnamed(fields)) if fields.unnamed.len() == 1 => {
            rust_type::read(&fields.unnamed[0].ty, context.uses).data_type
        }
        (None, _) => return Err(no_value(&item.ident)),
    };
    Ok(declared(&item.ident, data_type, context))
}

/// Reads `#[derive(DeriveValueType)] #[sea_orm(value_type = "String")] enum Tag { … }`.
pub(super) fn value_type_of_enum(
    item: &ItemEnum,
    attributes: &[Attribute],
    context: &Context<'_>,
) -> syn::Result<DeclaredType> {
    let data_type = value_type(attributes)?.ok_or_else(|| no_value(&item.ident))?;
    Ok(declared(&item.ident, data_type, context))
}

fn value_type(attributes: &[Attribute]) -> syn::Result<Option<PortableType>> {
    const OTHER: [&str; 5] = ["array_type", "from_str", "to_str", "try_from_u64", "try_getable_array"];
    let (mut column_type, mut value_type) = (None, None);
    words(attributes, &["column_type", "value_type"], &OTHER, |word, meta| {
        if word == "column_type" {
            column_type = Some(PortableType::PerServer(column_type::read(&code(meta)?)?));
        } else {
            let ty: syn::Type = literal(meta)?.parse()?;
            value_type = Some(rust_type::read(&ty, &Default::default()).data_type);
        }
        Ok(())
    })?;
    Ok(column_type.or(value_type))
}

/// `#[derive(FromJsonQueryResult)]`: stored as JSON.
pub(super) fn json(ident: &Ident, context: &Context<'_>) -> Option<DeclaredType> {
    column_type::plain("Json").map(|json| declared(ident, PortableType::PerServer(json), context))
}

fn declared(ident: &Ident, data_type: PortableType, context: &Context<'_>) -> DeclaredType {
    DeclaredType { rust_name: ident.unraw().to_string(), data_type, place: context.place(ident.span()) }
}

fn no_value(ident: &Ident) -> syn::Error {
    syn::Error::new(
        ident.span(),
        format!("`{ident}` does not say which type it is\nhint: write `#[sea_orm(column_type = \"…\")]`"),
    )
}
