//! What all attributes have in common: words, each at most once, none unknown; and errors, all of them at once.

use std::collections::BTreeSet;

use limbeck_url::nearest;
use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Meta, Token, token};

/// Errors gathered on the way, so that one reading shows all of them.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Keeps an error.
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
    }

    /// The value, or nothing and the error kept.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Whether nothing went wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The value, if nothing went wrong.
    pub(crate) fn finish<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// Calls `read` for each word of `#[name(word …, word …)]`.
///
/// # Errors
///
/// A word that is not in `known` (with the nearest), one given twice, and whatever `read` says.
pub(crate) fn each_word(
    attribute: &Attribute,
    known: &[&str],
    mut read: impl FnMut(&str, &ParseNestedMeta<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    if matches!(attribute.meta, Meta::Path(_)) {
        return Ok(());
    }
    let name = attribute.path().get_ident().map(|ident| ident.unraw().to_string()).unwrap_or_default();
    let mut seen = BTreeSet::new();
    attribute.parse_nested_meta(|meta| {
        let word = word_of(&meta);
        if !known.contains(&word.as_str()) {
            return Err(meta.error(unknown(&format!("word in `#[{name}(…)]`"), &word, known)));
        }
        // A table may have several checks, each a word of its own.
        if word != "check" && !seen.insert(word.clone()) {
            return Err(meta.error(format!("`{word}` is given twice in `#[{name}(…)]`")));
        }
        read(&word, &meta)
    })
}

/// Passes over the value of a word, whatever it is.
pub(crate) fn skip(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<Expr>()?;
    } else if meta.input.peek(token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<TokenStream>()?;
    }
    Ok(())
}

/// The word as text, without `r#`.
pub(crate) fn word_of(meta: &ParseNestedMeta<'_>) -> String {
    let words: Vec<_> = meta.path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
    words.join("::")
}

/// The message for an unknown word: the nearest known one, or all of them.
pub(crate) fn unknown(kind: &str, word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("unknown {kind}: `{word}`\nhint: did you mean `{near}`?"),
        None => format!("unknown {kind}: `{word}`\nhint: known are {}", list(known)),
    }
}

/// Words in backquotes, with commas.
pub(crate) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
