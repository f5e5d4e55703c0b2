//! `#[derive(DeriveEntityModel)] struct Model`: a column a field, and in the dense format a relation a field.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Attribute, Field, Fields, Ident, ItemStruct, Lit, Type};

use super::attribute::{bool, code, constant, text, words};
use super::column_type::{self, is_integer};
use super::declared::case_of;
use super::default;
use super::entity::Column;
use super::expanded::set_extra;
use super::relation::{Relation, is_relation, relation_of_field};
use super::rust_type;
use crate::model::{ModelColumn, PortableType};
use crate::reader::attribute::Errors;
use crate::reader::context::Context;

/// What the attributes of the struct say.
#[derive(Default)]
pub(super) struct TableWords {
    pub(super) name: Option<String>,
    pub(super) schema: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) rename_all: Option<String>,
}

const TABLE_WORDS: [&str; 4] = ["comment", "rename_all", "schema_name", "table_name"];
/// What they say besides is not about the schema; `table_iden` adds a variant that is no column.
const OTHER_TABLE_WORDS: [&str; 14] = [
    "active_model",
    "active_model_ex",
    "arrow_schema",
    "column",
    "compact_model",
    "entity",
    "model",
    "model_attrs",
    "model_ex",
    "model_ex_attrs",
    "primary_key",
    "relation",
    "table_iden",
    "rs_type",
];

/// Reads `#[sea_orm(table_name = "…", schema_name = "…", comment = "…")]`, of `Model` or `Entity`.
pub(super) fn table_words(attributes: &[Attribute]) -> syn::Result<TableWords> {
    let mut said = TableWords::default();
    words(attributes, &TABLE_WORDS, &OTHER_TABLE_WORDS, |word, meta| {
        match word {
            "table_name" => said.name = Some(text(meta)?),
            "schema_name" => said.schema = Some(text(meta)?),
            "comment" => said.comment = Some(text(meta)?),
            _ => said.rename_all = Some(text(meta)?),
        }
        Ok(())
    })?;
    Ok(said)
}

/// What a struct declares.
pub(super) struct Compact {
    pub(super) columns: Vec<Column>,
    pub(super) primary_key: Vec<String>,
    pub(super) relations: Vec<Relation>,
}

/// Reads the fields.
pub(super) fn read(item: &ItemStruct, said: &TableWords, context: &Context<'_>) -> syn::Result<Compact> {
    let Fields::Named(fields) = &item.fields else {
        return Err(syn::Error::new(item.ident.span(), "an entity needs named fields: each is a column"));
    };
    let mut errors = Errors::default();
    let mut all = Compact { columns: Vec::new(), primary_key: Vec::new(), relations: Vec::new() };
    let mut auto = None;
    for field in &fields.named {
        let Some(ident) = &field.ident else { continue };
        let what = format!("the field `{}`", ident.unraw());
        let Some(attributes) = errors.take(context.cfg.attributes(&field.attrs, &what)).flatten() else {
            continue;
        };
        if is_relation(&field.ty) {
            let relation = relation_of_field(&attributes, ident.span(), &field.ty, context);
            all.relations.extend(errors.take(relation).flatten());
            continue;
        }
        let Some(read) = errors.take(read_column(field, ident, &attributes, said, context)).flatten() else {
            continue;
        };
        if read.primary_key {
            all.primary_key.push(read.column.column.name.clone());
            auto = auto.or_else(|| never_counts(&field.ty).then_some(false));
        }
        auto = read.auto.or(auto);
        all.columns.push(read.column);
    }
    let counts = auto.unwrap_or(true) && all.primary_key.len() == 1;
    set_auto(&mut all.columns, &all.primary_key, counts);
    errors.finish(all)
}

/// SeaORM lets every primary key of one column count up but for strings and UUIDs, by the end of their types' names.
fn never_counts(ty: &Type) -> bool {
    let written: String = rust_type::written_without_blanks(ty).trim_end_matches('>').to_owned();
    written.ends_with("String") || written.ends_with("Uuid")
}

/// Says of each column of the primary key whether it counts up. Of a type that another item declares it is not known yet.
pub(super) fn set_auto(columns: &mut [Column], primary_key: &[String], counts: bool) {
    for Column { column, .. } in columns {
        if primary_key.contains(&column.name) {
            column.auto = match &column.data_type {
                PortableType::PerServer(one) => Some(counts && is_integer(&one.name)),
                _ if counts => None,
                _ => Some(false),
            };
        }
    }
}

const COLUMN_WORDS: [&str; 14] = [
    "auto_increment",
    "column_name",
    "column_type",
    "comment",
    "default_expr",
    "default_value",
    "enum_name",
    "extra",
    "ignore",
    "indexed",
    "nullable",
    "primary_key",
    "renamed_from",
    "unique",
];
/// How values are selected, saved and exported.
const OTHER_COLUMN_WORDS: [&str; 10] = [
    "arrow_byte_width",
    "arrow_comment",
    "arrow_field",
    "arrow_precision",
    "arrow_scale",
    "arrow_skip",
    "arrow_timestamp_unit",
    "arrow_timezone",
    "save_as",
    "select_as",
];

struct ReadColumn {
    column: Column,
    primary_key: bool,
    auto: Option<bool>,
}

fn read_column(
    field: &Field,
    ident: &Ident,
    attributes: &[Attribute],
    said: &TableWords,
    context: &Context<'_>,
) -> syn::Result<Option<ReadColumn>> {
    let field_name = ident.unraw().to_string();
    let variant = field_name.to_upper_camel_case();
    // What decides the name of the column; where nothing does, it is called like its variant, whatever `enum_name` calls that.
    let mut name = match &said.rename_all {
        Some(case) => Some(case_of(&variant, case, Span::call_site())?),
        None => (field_name != variant.to_snake_case()).then(|| field_name.to_snake_case()),
    };
    let ty = rust_type::read(&field.ty, context.uses);
    let mut read = ReadColumn {
        column: Column {
            column: ModelColumn {
                data_type: ty.data_type,
                rust_type: ty.rust_name,
                nullable: ty.nullable,
                place: context.place(ident.span()),
                ..ModelColumn::default()
            },
            variant,
            unique: false,
            indexed: false,
            unique_key: None,
            check: None,
        },
        primary_key: false,
        auto: None,
    };
    let mut ignored = false;
    let known: Vec<&str> = COLUMN_WORDS.iter().copied().chain(["unique_key"]).collect();
    words(attributes, &known, &OTHER_COLUMN_WORDS, |word, meta| {
        let Column { column, variant, unique, indexed, unique_key, check } = &mut read.column;
        match word {
            "auto_increment" => read.auto = Some(bool(meta)?),
            "column_name" => name = Some(text(meta)?),
            "column_type" => {
                column.data_type = PortableType::PerServer(column_type::read(&code(meta)?)?);
                // It is said here: `[types]` is for those of which nobody says it.
                column.rust_type = None;
            }
            "comment" => column.comment = Some(text(meta)?),
            "default_expr" => default::set_expression(column, &code(meta)?)?,
            "default_value" => default::set_constant(column, &constant(meta)?)?,
            "enum_name" => *variant = text(meta)?,
            "extra" => {
                let extra: Lit = constant(meta)?;
                set_extra(column, check, &extra)?;
            }
            "ignore" => ignored = true,
            "indexed" => *indexed = true,
            "nullable" => column.nullable = true,
            "primary_key" => read.primary_key = true,
            "renamed_from" => column.renamed_from = Some(text(meta)?),
            "unique" => *unique = true,
            _ => *unique_key = Some(text(meta)?),
        }
        Ok(())
    })?;
    let Column { column, variant, .. } = &mut read.column;
    column.name = name.unwrap_or_else(|| variant.to_snake_case());
    Ok((!ignored).then_some(read))
}
