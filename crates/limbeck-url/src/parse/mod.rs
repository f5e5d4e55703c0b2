//! From text to [`DatabaseUrl`]: which of the spellings it is.

mod hosts;
mod jdbc;
mod key_value;
mod query;
mod server;
mod sqlite;

use std::str::FromStr;

use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::error::UrlError;
use crate::nearest::nearest;
use crate::url::DatabaseUrl;

const SCHEMES: [&str; 6] = ["postgresql", "postgres", "mysql", "mariadb", "sqlite", "jdbc"];

impl DatabaseUrl {
    /// Reads a URL, a JDBC URL, libpq's `key=value` string, or a plain path, which is a SQLite file.
    ///
    /// White space at both ends is ignored.
    ///
    /// # Errors
    ///
    /// [`UrlError`] says what is wrong and what to write; it never repeats a password.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        parse(text)
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text)
    }
}

/// Reads any spelling.
fn parse(text: &str) -> Result<DatabaseUrl, UrlError> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    if text.is_empty() {
        return Err(UrlError::Empty);
    }
    refuse_control_characters(text)?;
    if text == ":memory:" || sqlite::is_file_uri(text) {
        return sqlite::plain(text);
    }
    if let Some(rest) = strip_prefix_ignore_case(text, "jdbc:") {
        return jdbc::parse(rest);
    }
    if let Some((scheme, rest)) = split_scheme(text) {
        return with_scheme(scheme, rest);
    }
    if key_value::looks_like(text) {
        return key_value::parse(text);
    }
    sqlite::plain(text)
}

/// `sqlite:` and `anything://`; a drive letter is no scheme.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_word = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-._".contains(&b));
    let base = scheme.split('+').next().unwrap_or_default();
    let is_known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(base));
    (is_word && (is_known || rest.starts_with("//"))).then_some((scheme, rest))
}

fn with_scheme(scheme: &str, rest: &str) -> Result<DatabaseUrl, UrlError> {
    let (base, driver) = match scheme.split_once('+') {
        Some((base, driver)) => (base, Some(driver)),
        None => (scheme, None),
    };
    let dialect = match base.to_ascii_lowercase().as_str() {
        "postgresql" | "postgres" => DialectName::PostgreSql,
        "mysql" => DialectName::MySql,
        "mariadb" => DialectName::MariaDb,
        "sqlite" => DialectName::Sqlite,
        _ => return Err(unknown_scheme(base)),
    };
    let driver = driver.map(|name| read_driver(name, dialect)).transpose()?;
    if dialect == DialectName::Sqlite {
        return sqlite::with_scheme(rest, driver);
    }
    match rest.strip_prefix("//") {
        Some(rest) => server::parse(rest, dialect, driver),
        None => Err(UrlError::NoSlashes { scheme: scheme.to_ascii_lowercase() }),
    }
}

fn read_driver(name: &str, dialect: DialectName) -> Result<Driver, UrlError> {
    Driver::in_scheme(name, dialect).ok_or_else(|| UrlError::UnknownDriver {
        driver: short(name),
        dialect,
        nearest: Driver::nearest_in_scheme(name, dialect).map(str::to_owned),
    })
}

fn unknown_scheme(base: &str) -> UrlError {
    UrlError::UnknownScheme {
        scheme: short(base),
        nearest: nearest(base, SCHEMES.into_iter().filter(|scheme| *scheme != "jdbc")).map(str::to_owned),
    }
}

/// A word short enough to be a name that somebody mistyped; what is longer may be anything, and is not repeated.
fn short(word: &str) -> String {
    if word.len() <= 15 { word.to_owned() } else { "…".to_owned() }
}

fn strip_prefix_ignore_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}

fn refuse_control_characters(text: &str) -> Result<(), UrlError> {
    match text.chars().enumerate().find(|(_, c)| c.is_control()) {
        Some((index, c)) => Err(UrlError::ControlCharacter { code: u32::from(c), position: index + 1 }),
        None => Ok(()),
    }
}
