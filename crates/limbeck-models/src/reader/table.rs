//! A struct and its `#[table(…)]`: the one reader that the derive and the file reader share.

use limbeck_catalog::{Key, ObjectName};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Ident, ItemStruct, LitStr, Path, Token, Type, token};

use super::attribute::{Errors, each_word};
use super::column::{ColumnReading, default_table_name, read_field};
use super::context::Context;
use super::keys::{Columns, read_foreign_key, read_index, read_unique};
use super::value;
use crate::model::{ModelCheck, ModelTable, TableOptions};

const WORDS: [&str; 10] = [
    "charset",
    "check",
    "comment",
    "crate",
    "engine",
    "name",
    "renamed_from",
    "schema",
    "strict",
    "without_rowid",
];

/// A table as it was read, and what the derive needs besides.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// The table.
    pub table: ModelTable,
    /// Columns whose Rust type syntax alone cannot resolve: their position, and the type as it stands in the source.
    pub unresolved: Vec<(usize, Type)>,
    /// `crate = "…"`: where generated code finds Limbeck.
    pub crate_path: Option<Path>,
}

/// What `#[table(…)]` says.
#[derive(Default)]
struct Words {
    name: Option<String>,
    schema: Option<String>,
    comment: Option<String>,
    renamed_from: Option<String>,
    options: TableOptions,
    checks: Vec<ModelCheck>,
    crate_path: Option<Path>,
}

/// Reads a struct that is a table.
///
/// The table is called what `#[table(name = "…")]` says, else what the struct is called, in snake case (`UserGroup` → `user_group`): no
/// plural is guessed.
///
/// # Errors
///
/// Everything that is wrong with the struct, combined, each at its place in the source. A line of a message that begins with `hint: ` is the
/// way out.
pub fn table_from_item(item: &ItemStruct, context: &Context<'_>) -> syn::Result<TableReading> {
    let what = format!("the model `{}`", item.ident);
    let Some(attributes) = context.cfg.attributes(&item.attrs, &what)? else {
        return Err(syn::Error::new(item.ident.span(), format!("{what} is switched off by `#[cfg]`")));
    };
    let Fields::Named(fields) = &item.fields else {
        let message = format!(
            "{what} needs named fields: each is a column\nhint: write `struct {} {{ … }}`",
            item.ident
        );
        return Err(syn::Error::new(item.ident.span(), message));
    };

    let mut errors = Errors::default();
    if !item.generics.params.is_empty() {
        let message = format!("{what} is generic: it would be many tables\nhint: name the types in it");
        errors.push(syn::Error::new(item.generics.span(), message));
    }
    let words = errors.take(read_words(&attributes, context)).unwrap_or_default();
    let readings: Vec<ColumnReading> = fields
        .named
        .iter()
        .filter_map(|field| field.ident.as_ref().map(|ident| (field, ident)))
        .filter_map(|(field, ident)| errors.take(read_field(field, ident, context)).flatten())
        .collect();
    if fields.named.is_empty() {
        errors.push(syn::Error::new(
            item.ident.span(),
            format!("{what} has no fields, so its table has no columns"),
        ));
    }

    let mut reading = assemble(words, readings, item, context, &mut errors);
    let columns = Columns::new(
        &reading.columns,
        fields.named.iter().filter_map(|field| field.ident.as_ref()),
        errors.is_empty(),
    );
    for attribute in &attributes {
        let table = &mut reading.table;
        if attribute.path().is_ident("index") {
            table.indexes.extend(errors.take(read_index(attribute, &columns, context)));
        } else if attribute.path().is_ident("unique") {
            table.uniques.extend(errors.take(read_unique(attribute, &columns, context)));
        } else if attribute.path().is_ident("foreign_key") {
            table.foreign_keys.extend(errors.take(read_foreign_key(attribute, &columns, context)));
        }
    }
    for twice in doubled_keys(&reading.table) {
        errors.push(syn::Error::new(item.ident.span(), twice));
    }
    let Assembled { table, unresolved, crate_path, .. } = reading;
    errors.finish(TableReading { table, unresolved, crate_path })
}

fn read_words(attributes: &[Attribute], context: &Context<'_>) -> syn::Result<Words> {
    let mut words = Words::default();
    let mut errors = Errors::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("table")) {
        let result = each_word(attribute, &WORDS, |word, meta| {
            match word {
                "name" => words.name = Some(value::text(meta)?),
                "schema" => words.schema = Some(value::text(meta)?),
                "comment" => words.comment = Some(value::text(meta)?),
                "renamed_from" => words.renamed_from = Some(value::text(meta)?),
                "strict" => words.options.strict = value::flag(meta)?,
                "without_rowid" => words.options.without_rowid = value::flag(meta)?,
                "engine" => words.options.engine = Some(value::text(meta)?),
                "charset" => words.options.charset = Some(value::text(meta)?),
                "check" => words.checks.push(read_check(meta, context)?),
                _ => words.crate_path = Some(crate_path(meta)?),
            }
            Ok(())
        });
        errors.take(result);
    }
    errors.finish(words)
}

/// `crate = "path"`.
pub(crate) fn crate_path(meta: &ParseNestedMeta<'_>) -> syn::Result<Path> {
    meta.value()?.parse::<LitStr>()?.parse()
}

/// `check("a > 0")`, `check(name, "a > 0")`, `check = "a > 0"`.
fn read_check(meta: &ParseNestedMeta<'_>, context: &Context<'_>) -> syn::Result<ModelCheck> {
    let place = context.place(meta.path.span());
    if meta.input.peek(Token![=]) {
        return Ok(ModelCheck { expression: value::text(meta)?, place, ..ModelCheck::default() });
    }
    if !meta.input.peek(token::Paren) {
        return Err(meta
            .error("write `check(\"price > 0\")`, or with a name, `check(positive_price, \"price > 0\")`"));
    }
    let content;
    syn::parenthesized!(content in meta.input);
    let first = if content.peek(LitStr) {
        content.parse::<LitStr>()?.value()
    } else {
        content.parse::<Ident>()?.unraw().to_string()
    };
    let (name, expression) = if content.is_empty() {
        (None, first)
    } else {
        content.parse::<Token![,]>()?;
        (Some(first), content.parse::<LitStr>()?.value())
    };
    if !content.is_empty() || expression.trim().is_empty() {
        return Err(meta
            .error("write `check(\"price > 0\")`, or with a name, `check(positive_price, \"price > 0\")`"));
    }
    Ok(ModelCheck { name, expression, column: None, place })
}

struct Assembled {
    table: ModelTable,
    /// Field and column, in order.
    columns: Vec<(String, String)>,
    unresolved: Vec<(usize, Type)>,
    crate_path: Option<Path>,
}

fn assemble(
    words: Words,
    readings: Vec<ColumnReading>,
    item: &ItemStruct,
    context: &Context<'_>,
    errors: &mut Errors,
) -> Assembled {
    let mut table = ModelTable {
        name: match words.name {
            Some(name) => ObjectName { schema: words.schema, name },
            None => default_table_name(&item.ident, words.schema),
        },
        rust_name: Some(item.ident.unraw().to_string()),
        place: context.place(item.ident.span()),
        checks: words.checks,
        options: words.options,
        comment: words.comment,
        renamed_from: words.renamed_from,
        ..ModelTable::default()
    };
    let mut columns: Vec<(String, String)> = Vec::new();
    let mut unresolved = Vec::new();
    let mut column_checks = Vec::new();
    for reading in readings {
        let name = reading.column.name.clone();
        if let Some((field, _)) = columns.iter().find(|(_, column)| *column == name) {
            let message =
                format!("the column `{name}` is declared twice: by `{field}` and by `{}`", reading.field);
            errors.push(syn::Error::new(reading.span, message));
        }
        unresolved.extend(reading.unresolved.map(|ty| (columns.len(), ty)));
        columns.push((reading.field, name.clone()));
        if reading.primary_key {
            table.primary_key.push(name);
        }
        table.columns.push(reading.column);
        table.uniques.extend(reading.unique);
        table.indexes.extend(reading.index);
        table.foreign_keys.extend(reading.foreign_key);
        column_checks.extend(reading.checks);
    }
    column_checks.append(&mut table.checks);
    table.checks = column_checks;
    Assembled { table, columns, unresolved, crate_path: words.crate_path }
}

/// Two keys of one name, or two that say the same.
fn doubled_keys(table: &ModelTable) -> Vec<String> {
    let mut messages = Vec::new();
    for (position, unique) in table.uniques.iter().enumerate() {
        if table.uniques[..position].iter().any(|other| other.columns == unique.columns) {
            messages.push(format!("the unique key over `{}` is declared twice", unique.columns.join(", ")));
        }
        if unique.columns == table.primary_key {
            messages
                .push(format!("`{}` is unique already: it is the primary key", unique.columns.join(", ")));
        }
    }
    for (position, index) in table.indexes.iter().enumerate() {
        let same = |other: &&crate::model::ModelIndex| {
            index.name.is_none()
                && other.name.is_none()
                && other.parts == index.parts
                && other.predicate == index.predicate
        };
        if table.indexes[..position].iter().find(same).is_some_and(|other| overlap(other, index)) {
            let parts: Vec<_> = index
                .parts
                .iter()
                .map(|part| match &part.key {
                    Key::Column(name) => name.as_str(),
                    Key::Expression(text) => text.as_str(),
                })
                .collect();
            messages.push(format!(
                "the index over `{}` is declared twice\nhint: give one a name",
                parts.join(", ")
            ));
        }
    }
    messages
}

fn overlap(a: &crate::model::ModelIndex, b: &crate::model::ModelIndex) -> bool {
    a.dialects.is_empty()
        || b.dialects.is_empty()
        || a.dialects.iter().any(|dialect| b.dialects.contains(dialect))
}
