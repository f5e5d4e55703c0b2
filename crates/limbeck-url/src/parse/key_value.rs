//! libpq's `key = value` string.
//!
//! Source: PostgreSQL, "Connection Strings", "Keyword/Value Connection Strings".

use super::server;
use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::error::UrlError;
use crate::parameters::Pair;
use crate::secret::Secret;
use crate::url::DatabaseUrl;

/// Whether a text begins with `word =`.
pub(super) fn looks_like(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    word.len() < text.len() && word.trim_start().starts_with('=')
}

/// Reads the pairs.
pub(super) fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
    let pairs = split(text)?;
    server::finish(DatabaseUrl::empty(DialectName::PostgreSql, Some(Driver::Libpq)), Vec::new(), pairs)
}

fn split(text: &str) -> Result<Vec<Pair>, UrlError> {
    let mut pairs = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let position = pairs.len() + 1;
        let error = |problem| UrlError::KeyValue { problem, position };
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        let tail = tail.trim_start();
        let Some(tail) = tail.strip_prefix('=') else {
            return Err(error(
                "there is no `=` after the key (a value with blanks is written in single quotes)",
            ));
        };
        let text = tail.trim_start();
        if text.len() < tail.len() && begins_with_a_key(text) {
            return Err(error(
                "there is no value after the key, or one that reads like the next key (an empty value is written `''`, one with `=` in \
                 single quotes)",
            ));
        }
        let (value, tail) = value(text).ok_or_else(|| error("a quote is not closed"))?;
        if name.is_empty() {
            return Err(error("the key is missing"));
        }
        pairs.push(Pair { name: name.to_owned(), value: Secret::new(value) });
        rest = tail.trim_start();
    }
    Ok(pairs)
}

/// Keys that follow one whose value was left out. libpq skips the blanks behind `=`, so that `user= password=secret` makes a user of the
/// password, which is then shown to everybody.
const KEYS: [&str; 9] =
    ["dbname", "host", "hostaddr", "options", "passfile", "password", "port", "sslpassword", "user"];

fn begins_with_a_key(text: &str) -> bool {
    KEYS.iter().any(|key| text.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')))
}

/// One value and what follows it. A backslash takes the next character as it is, in quotes and out of them.
fn value(text: &str) -> Option<(String, &str)> {
    let (quoted, text) = match text.strip_prefix('\'') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, c)) = characters.next() {
        match c {
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            '\'' if quoted => return Some((value, text.get(index + 1..)?)),
            c if !quoted && c.is_whitespace() => return Some((value, text.get(index..)?)),
            c => value.push(c),
        }
    }
    (!quoted).then_some((value, ""))
}
