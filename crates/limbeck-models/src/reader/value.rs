//! The values of words: `= "text"`, `= 3`, `(a, b)`.

use limbeck_catalog::{Action, Deferrability};
use limbeck_url::DialectName;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitInt, LitStr, Token, token};

use super::attribute::{list, unknown, word_of};
use crate::model::Sql;

/// A name in a list, with the place where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) descending: bool,
}

/// `= "text"`, which must not be empty.
pub(crate) fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<String> {
    let literal: LitStr = meta.value()?.parse()?;
    not_empty(&literal)
}

fn not_empty(literal: &LitStr) -> syn::Result<String> {
    let text = literal.value();
    if text.trim().is_empty() {
        return Err(syn::Error::new(literal.span(), "this must not be empty"));
    }
    Ok(text)
}

/// A bare word is true; otherwise `= true` or `= false`.
pub(crate) fn flag(meta: &ParseNestedMeta<'_>) -> syn::Result<bool> {
    if meta.input.peek(Token![=]) { Ok(meta.value()?.parse::<LitBool>()?.value()) } else { Ok(true) }
}

/// `= 3`.
pub(crate) fn number(meta: &ParseNestedMeta<'_>) -> syn::Result<u32> {
    meta.value()?.parse::<LitInt>()?.base10_parse()
}

/// `= "sql"`, or `(postgresql = "sql", sqlite = "sql")`.
pub(crate) fn sql(meta: &ParseNestedMeta<'_>) -> syn::Result<Sql> {
    if !meta.input.peek(token::Paren) {
        return Ok(Sql::All(text(meta)?));
    }
    let mut texts = std::collections::BTreeMap::new();
    meta.parse_nested_meta(|meta| {
        let dialect = dialect(&word_of(&meta)).map_err(|message| meta.error(message))?;
        if texts.insert(dialect, text(&meta)?).is_some() {
            return Err(meta.error(format!("`{dialect}` is given twice")));
        }
        Ok(())
    })?;
    Ok(Sql::PerDialect(texts))
}

/// `(postgresql, sqlite)`.
pub(crate) fn dialects(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<DialectName>> {
    let mut dialects = Vec::new();
    for name in names(meta)? {
        dialects.push(dialect(&name.text).map_err(|message| syn::Error::new(name.span, message))?);
    }
    dialects.sort();
    dialects.dedup();
    Ok(dialects)
}

fn dialect(word: &str) -> Result<DialectName, String> {
    word.parse().map_err(|_| unknown("dialect", word, &DialectName::ALL.map(DialectName::as_str)))
}

/// `(a, b desc, "c")`.
pub(crate) fn names(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<Name>> {
    let content;
    syn::parenthesized!(content in meta.input);
    let names = Punctuated::<Name, Token![,]>::parse_terminated_with(&content, name)?;
    if names.is_empty() {
        return Err(meta.error("this list must not be empty"));
    }
    Ok(names.into_iter().collect())
}

/// The same where a direction means nothing.
pub(crate) fn plain_names(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<Name>> {
    let names = names(meta)?;
    match names.iter().find(|name| name.descending) {
        Some(name) => Err(syn::Error::new(name.span, "`desc` belongs into an index; here it means nothing")),
        None => Ok(names),
    }
}

fn name(input: ParseStream<'_>) -> syn::Result<Name> {
    let (text, span) = if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        (not_empty(&literal)?, literal.span())
    } else {
        let ident = input.call(Ident::parse_any)?;
        (ident.unraw().to_string(), ident.span())
    };
    let mut descending = false;
    if !input.is_empty() && !input.peek(Token![,]) {
        let direction = input.call(Ident::parse_any)?;
        descending = match direction.to_string().as_str() {
            "asc" => false,
            "desc" => true,
            other => {
                return Err(syn::Error::new(direction.span(), unknown("direction", other, &["asc", "desc"])));
            }
        };
    }
    Ok(Name { text, span, descending })
}

/// `= "cascade"`.
pub(crate) fn action(meta: &ParseNestedMeta<'_>) -> syn::Result<Action> {
    const WORDS: [&str; 5] = ["no action", "restrict", "cascade", "set null", "set default"];
    let literal: LitStr = meta.value()?.parse()?;
    Ok(match literal.value().to_lowercase().replace('_', " ").as_str() {
        "no action" => Action::NoAction,
        "restrict" => Action::Restrict,
        "cascade" => Action::Cascade,
        "set null" => Action::SetNull,
        "set default" => Action::SetDefault,
        other => return Err(syn::Error::new(literal.span(), unknown("action", other, &WORDS))),
    })
}

/// `deferrable`, or `= "immediate"`, `= "deferred"`.
pub(crate) fn deferrability(meta: &ParseNestedMeta<'_>) -> syn::Result<Deferrability> {
    if !meta.input.peek(Token![=]) {
        return Ok(Deferrability::InitiallyImmediate);
    }
    let literal: LitStr = meta.value()?.parse()?;
    match literal.value().as_str() {
        "immediate" => Ok(Deferrability::InitiallyImmediate),
        "deferred" => Ok(Deferrability::InitiallyDeferred),
        other => {
            let message =
                format!("`{other}` is no time to check; known are {}", list(&["immediate", "deferred"]));
            Err(syn::Error::new(literal.span(), message))
        }
    }
}
