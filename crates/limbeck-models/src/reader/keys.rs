//! `#[index(…)]`, `#[unique(…)]`, `#[foreign_key(…)]`.

use limbeck_catalog::{Expression, Key};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Ident};

use super::attribute::{each_word, unknown};
use super::context::Context;
use super::reference::reference;
use super::value::{self, Name};
use crate::model::{ModelForeignKey, ModelIndex, ModelIndexPart, ModelUnique};

/// The columns of a table, by the names of their fields and by their own.
pub(crate) struct Columns {
    fields: Vec<(String, String)>,
    /// All fields, those that are wrong included: a name that stands there is not complained about once more.
    all: Vec<String>,
    is_complete: bool,
}

impl Columns {
    /// From pairs of field and column, the names of all fields, and whether all of them were read.
    pub(crate) fn new<'i>(
        fields: &[(String, String)],
        all: impl Iterator<Item = &'i Ident>,
        is_complete: bool,
    ) -> Self {
        Self {
            fields: fields.to_vec(),
            all: all.map(|ident| ident.unraw().to_string()).collect(),
            is_complete,
        }
    }

    /// The column of this name, or the column of the field of this name.
    fn find(&self, name: &Name) -> syn::Result<String> {
        let by_column = self.fields.iter().find(|(_, column)| *column == name.text);
        let by_field = || self.fields.iter().find(|(field, _)| *field == name.text);
        if let Some((_, column)) = by_column.or_else(by_field) {
            return Ok(column.clone());
        }
        let skipped = self.all.contains(&name.text);
        if skipped && self.is_complete {
            let message = format!("the field `{}` is no column: it is skipped", name.text);
            return Err(syn::Error::new(name.span, message));
        }
        if skipped {
            return Ok(name.text.clone());
        }
        let columns = self.fields.iter().map(|(_, column)| column);
        let known: Vec<_> = if self.is_complete { columns.collect() } else { self.all.iter().collect() };
        let known: Vec<_> = known.into_iter().map(String::as_str).collect();
        Err(syn::Error::new(name.span, unknown("column", &name.text, &known)))
    }

    fn find_all(&self, names: &[Name]) -> syn::Result<Vec<String>> {
        let mut columns = Vec::new();
        for name in names {
            let column = self.find(name)?;
            if columns.contains(&column) {
                return Err(syn::Error::new(name.span, format!("the column `{column}` is named twice")));
            }
            columns.push(column);
        }
        Ok(columns)
    }
}

/// Reads `#[index(…)]`.
pub(crate) fn read_index(
    attribute: &Attribute,
    columns: &Columns,
    context: &Context<'_>,
) -> syn::Result<ModelIndex> {
    const WORDS: [&str; 8] =
        ["columns", "dialects", "expression", "include", "name", "unique", "using", "where"];
    let mut index = ModelIndex { place: context.place(attribute.path().span()), ..ModelIndex::default() };
    each_word(attribute, &WORDS, |word, meta| {
        match word {
            "columns" => {
                let names = value::names(meta)?;
                let found = columns.find_all(&names)?;
                index.parts.extend(found.into_iter().zip(names).map(|(column, name)| ModelIndexPart {
                    key: Key::Column(column),
                    descending: name.descending,
                }));
            }
            "expression" => index.parts.push(ModelIndexPart {
                key: Key::Expression(Expression::new(value::text(meta)?)),
                descending: false,
            }),
            "include" => index.include = columns.find_all(&value::plain_names(meta)?)?,
            "dialects" => index.dialects = value::dialects(meta)?,
            "name" => index.name = Some(value::text(meta)?),
            "unique" => index.unique = value::flag(meta)?,
            "using" => index.method = Some(value::text(meta)?.to_lowercase()),
            _ => index.predicate = Some(value::text(meta)?),
        }
        Ok(())
    })?;
    if index.parts.is_empty() {
        let message = "an index needs `columns(…)` or `expression = \"…\"`";
        return Err(syn::Error::new(attribute.span(), message));
    }
    Ok(index)
}

/// Reads `#[unique(…)]`.
pub(crate) fn read_unique(
    attribute: &Attribute,
    columns: &Columns,
    context: &Context<'_>,
) -> syn::Result<ModelUnique> {
    let mut unique = ModelUnique { place: context.place(attribute.path().span()), ..ModelUnique::default() };
    each_word(attribute, &["columns", "name"], |word, meta| {
        match word {
            "columns" => unique.columns = columns.find_all(&value::plain_names(meta)?)?,
            _ => unique.name = Some(value::text(meta)?),
        }
        Ok(())
    })?;
    if unique.columns.is_empty() {
        return Err(syn::Error::new(attribute.span(), "a unique key needs `columns(…)`"));
    }
    Ok(unique)
}

/// Reads `#[foreign_key(…)]`.
pub(crate) fn read_foreign_key(
    attribute: &Attribute,
    columns: &Columns,
    context: &Context<'_>,
) -> syn::Result<ModelForeignKey> {
    const WORDS: [&str; 6] = ["columns", "deferrable", "name", "on_delete", "on_update", "references"];
    let mut key =
        ModelForeignKey { place: context.place(attribute.path().span()), ..ModelForeignKey::default() };
    let mut refers = false;
    each_word(attribute, &WORDS, |word, meta| {
        match word {
            "columns" => key.columns = columns.find_all(&value::plain_names(meta)?)?,
            "references" => {
                let reference = reference(meta)?;
                refers = true;
                key.referred_table = reference.table;
                key.referred_columns = reference.columns;
            }
            "deferrable" => key.deferrability = value::deferrability(meta)?,
            "name" => key.name = Some(value::text(meta)?),
            "on_delete" => key.on_delete = value::action(meta)?,
            _ => key.on_update = value::action(meta)?,
        }
        Ok(())
    })?;
    if key.columns.is_empty() || !refers {
        let message = "a foreign key needs `columns(…)` and `references = \"table(column, …)\"`";
        return Err(syn::Error::new(attribute.span(), message));
    }
    if !key.referred_columns.is_empty() && key.referred_columns.len() != key.columns.len() {
        let message = format!(
            "{} columns cannot point to {}: each needs its own",
            key.columns.len(),
            key.referred_columns.len()
        );
        return Err(syn::Error::new(attribute.span(), message));
    }
    Ok(key)
}
