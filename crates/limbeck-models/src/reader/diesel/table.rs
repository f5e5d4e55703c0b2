//! `table! { schema.users (id) { id -> Integer, #[max_length = 255] name -> Varchar, } }`.

use limbeck_catalog::ObjectName;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Ident, ItemMacro, ItemUse, Lit, Meta, Token, Type, token};

use super::sql_type;
use crate::model::{ModelColumn, ModelTable};
use crate::reader::attribute::{Errors, unknown};
use crate::reader::context::Context;

/// The macro's own grammar (`diesel_table_macro_syntax`).
struct TableMacro {
    uses: Vec<ItemUse>,
    attributes: Vec<Attribute>,
    schema: Option<Ident>,
    name: Ident,
    primary_key: Option<Punctuated<Ident, Token![,]>>,
    columns: Punctuated<ColumnMacro, Token![,]>,
}

struct ColumnMacro {
    attributes: Vec<Attribute>,
    name: Ident,
    ty: Type,
}

impl Parse for TableMacro {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut uses = Vec::new();
        while input.peek(Token![use]) {
            uses.push(input.parse()?);
        }
        let attributes = Attribute::parse_outer(input)?;
        let mut name: Ident = input.call(Ident::parse_any)?;
        let mut schema = None;
        if input.peek(Token![.]) {
            input.parse::<Token![.]>()?;
            schema = Some(std::mem::replace(&mut name, input.call(Ident::parse_any)?));
        }
        let mut primary_key = None;
        if input.peek(token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            primary_key =
                Some(content.call(|keys| Punctuated::parse_terminated_with(keys, Ident::parse_any))?);
        }
        let content;
        syn::braced!(content in input);
        let columns = content.call(Punctuated::parse_terminated)?;
        Ok(Self { uses, attributes, schema, name, primary_key, columns })
    }
}

impl Parse for ColumnMacro {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![->]>()?;
        Ok(Self { attributes, name, ty: input.parse()? })
    }
}

/// Reads `table!`; nothing if it is another macro, or another crate's.
pub(super) fn read(item: &ItemMacro, context: &Context<'_>) -> syn::Result<Option<ModelTable>> {
    let path = context.uses.resolve(&item.mac.path);
    let is_table = path.last().is_some_and(|last| last == "table")
        && (path.len() == 1 || path.first().is_some_and(|first| first.starts_with("diesel")));
    if !is_table || item.ident.is_some() {
        return Ok(None);
    }
    let Some(_) = context.cfg.attributes(&item.attrs, "a `table!`")? else { return Ok(None) };
    let read: TableMacro = match item.mac.parse_body() {
        Ok(read) => read,
        // A bare `table!` may be anybody's.
        Err(_) if path.len() == 1 && !looks_like_a_table(item) => return Ok(None),
        Err(error) => return Err(error),
    };
    table(read, context)
}

/// Whether there is a column in it: `name -> Type`.
fn looks_like_a_table(item: &ItemMacro) -> bool {
    item.mac.tokens.to_string().contains("->")
}

fn table(read: TableMacro, context: &Context<'_>) -> syn::Result<Option<ModelTable>> {
    let name = read.name.unraw().to_string();
    let Some(attributes) = context.cfg.attributes(&read.attributes, &format!("the table `{name}`"))? else {
        return Ok(None);
    };
    let mut uses = context.uses.clone();
    read.uses.iter().for_each(|item| uses.add(item));
    let context = Context { uses: &uses, ..*context };
    let mut errors = Errors::default();
    let words = errors.take(words(&attributes, &["sql_name"])).unwrap_or_default();
    let mut table = ModelTable {
        name: ObjectName {
            schema: read.schema.map(|schema| schema.unraw().to_string()),
            name: words.sql_name.unwrap_or(name),
        },
        rust_name: Some(read.name.unraw().to_string()),
        place: context.place(read.name.span()),
        ..ModelTable::default()
    };
    // Without a list it is `id`.
    let keys: Vec<(String, proc_macro2::Span)> = match &read.primary_key {
        Some(keys) => keys.iter().map(|key| (key.unraw().to_string(), key.span())).collect(),
        None => vec![("id".to_owned(), read.name.span())],
    };
    let mut fields = Vec::new();
    for column in &read.columns {
        let field = column.name.unraw().to_string();
        let what = format!("the column `{field}`");
        let Some(attributes) = errors.take(context.cfg.attributes(&column.attributes, &what)).flatten()
        else {
            continue;
        };
        let Some(words) = errors.take(self::words(&attributes, &["max_length", "sql_name"])) else {
            continue;
        };
        let is_sole_key = matches!(keys.as_slice(), [(key, _)] if *key == field);
        let Some(read) = errors.take(sql_type::read(&column.ty, words.max_length, is_sole_key, context.uses))
        else {
            continue;
        };
        let name = words.sql_name.unwrap_or_else(|| field.clone());
        fields.push((field, name.clone()));
        table.columns.push(ModelColumn {
            name,
            data_type: read.data_type,
            rust_type: read.name,
            nullable: read.nullable,
            place: context.place(column.name.span()),
            ..ModelColumn::default()
        });
    }
    for (key, span) in keys {
        match fields.iter().find(|(field, _)| *field == key) {
            Some((_, name)) => table.primary_key.push(name.clone()),
            None if read.columns.iter().any(|column| column.name.unraw() == key) => {}
            None => {
                let known: Vec<_> = fields.iter().map(|(field, _)| field.as_str()).collect();
                errors.push(syn::Error::new(span, unknown("column of the primary key", &key, &known)));
            }
        }
    }
    errors.finish(Some(table))
}

#[derive(Default)]
struct Words {
    sql_name: Option<String>,
    max_length: Option<u32>,
}

/// `#[sql_name = "type"]`, `#[max_length = 255]`; documentation and lints say nothing about the schema.
fn words(attributes: &[Attribute], known: &[&str]) -> syn::Result<Words> {
    const OTHER: [&str; 5] = ["allow", "cfg", "deprecated", "doc", "expect"];
    let mut words = Words::default();
    let mut errors = Errors::default();
    for attribute in attributes {
        let name = attribute.path().get_ident().map(|ident| ident.unraw().to_string()).unwrap_or_default();
        if OTHER.contains(&name.as_str()) {
            continue;
        }
        if !known.contains(&name.as_str()) {
            errors.push(syn::Error::new(attribute.span(), unknown("attribute of `table!`", &name, known)));
            continue;
        }
        let literal = match &attribute.meta {
            Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(ExprLit { lit, .. }) => Some(lit),
                _ => None,
            },
            _ => None,
        };
        match (name.as_str(), literal) {
            ("sql_name", Some(Lit::Str(text))) => words.sql_name = Some(text.value()),
            ("max_length", Some(Lit::Int(number))) => words.max_length = errors.take(number.base10_parse()),
            _ => errors.push(syn::Error::new(attribute.span(), format!("`{name}` needs a value"))),
        }
    }
    errors.finish(words)
}
