//! SQLite: URLs, `file:` URIs and plain paths.
//!
//! The trap is the number of slashes. `sqlite:p`, `sqlite://p` and a plain path are relative; `sqlite:/p` and `sqlite:////p` are
//! absolute; `sqlite+DRIVER:///p` is SQLAlchemy's, relative; `sqlite:///p` is read in two ways, and stays undecided here.

use std::path::PathBuf;

use super::query::{self, Plus};
use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::encode;
use crate::error::UrlError;
use crate::parameters::{Pair, read};
use crate::sqlite::{SqliteLocation, SqliteMode, has_drive};
use crate::url::DatabaseUrl;

const PATH: &str = "path of the SQLite file";

/// Whether a text is one of SQLite's own URIs.
pub(super) fn is_file_uri(text: &str) -> bool {
    super::strip_prefix_ignore_case(text, "file:").is_some()
}

/// A plain path, `:memory:` or a `file:` URI.
pub(super) fn plain(text: &str) -> Result<DatabaseUrl, UrlError> {
    if is_file_uri(text) {
        let (path, query) = split_query(text);
        return finish(file_uri(path)?, query::split(query, Plus::Ambiguous)?, None);
    }
    if text == ":memory:" {
        return finish(SqliteLocation::Memory, Vec::new(), None);
    }
    // `user:password@host/db` without its scheme, not a file.
    if text.contains([':', '@']) && !has_drive(text) && !text.starts_with(['/', '.']) {
        return Err(UrlError::NoScheme);
    }
    // libpq's `key=value` string with its first `=` forgotten.
    if text.split_ascii_whitespace().skip(1).any(|word| word.contains('=')) {
        return Err(UrlError::KeyValue { problem: "there is no `=` after the key", position: 1 });
    }
    if text.contains('?') {
        return Err(UrlError::Ambiguous {
            character: '?',
            place: PATH,
            advice: "write sqlite:PATH?name=value for parameters, sqlite: and `%3F` if it belongs to the file's name",
        });
    }
    finish(SqliteLocation::File(PathBuf::from(text)), Vec::new(), None)
}

/// What follows `sqlite:`.
pub(super) fn with_scheme(rest: &str, driver: Option<Driver>) -> Result<DatabaseUrl, UrlError> {
    if rest.contains('#') {
        return Err(UrlError::Ambiguous { character: '#', place: PATH, advice: "encode it as `%23`" });
    }
    let (path, query) = split_query(rest);
    let plus = if driver.is_some() { Plus::Space } else { Plus::Ambiguous };
    let pairs = query::split(query, plus)?;
    let uri = pairs.iter().any(|pair| pair.name.eq_ignore_ascii_case("uri"));
    let location = match (path.strip_prefix("//"), driver) {
        (Some(path), Some(_)) => sqlalchemy(path, uri)?,
        (None, Some(_)) => {
            return Err(UrlError::NotForSqlite {
                what: "form sqlite+driver:path",
                advice: "write sqlite+driver:///relative/path or sqlite+driver:////absolute/path",
            });
        }
        (Some(path), None) => two_slashes(path, uri)?,
        (None, None) => no_slashes(path)?,
    };
    finish(location, pairs, driver)
}

/// What follows `jdbc:sqlite:`, whose path has no percent-encoding.
pub(super) fn jdbc(rest: &str) -> Result<DatabaseUrl, UrlError> {
    if rest.starts_with(":resource:") {
        return Err(UrlError::Jdbc {
            reason: "a database inside a Java archive cannot be opened; write a file's path",
        });
    }
    let (path, query) = split_query(rest);
    let location = match path {
        "" | ":memory:" => SqliteLocation::Memory,
        _ if is_file_uri(path) => file_uri(path)?,
        _ => SqliteLocation::File(PathBuf::from(path)),
    };
    finish(location, query::split(query, Plus::Space)?, Some(Driver::Jdbc))
}

fn split_query(text: &str) -> (&str, &str) {
    text.split_once('?').unwrap_or((text, ""))
}

fn finish(
    location: SqliteLocation,
    pairs: Vec<Pair>,
    driver: Option<Driver>,
) -> Result<DatabaseUrl, UrlError> {
    let read = read(pairs, DialectName::Sqlite, driver)?;
    let mut url = DatabaseUrl::empty(DialectName::Sqlite, driver);
    let memory = location == SqliteLocation::Memory || read.sqlite_mode == Some(SqliteMode::Memory);
    url.sqlite = Some(if memory { SqliteLocation::Memory } else { location });
    url.sqlite_mode = read.sqlite_mode;
    url.parameters = read.parameters;
    Ok(url)
}

/// SQLAlchemy's `sqlite+driver://PATH`.
fn sqlalchemy(path: &str, uri: bool) -> Result<SqliteLocation, UrlError> {
    let Some(path) = path.strip_prefix('/') else {
        if path.is_empty() {
            return Ok(SqliteLocation::Memory);
        }
        let what = if path.split('/').next().is_some_and(|first| first.contains('@')) {
            "user, password or passphrase"
        } else {
            "host"
        };
        return Err(UrlError::NotForSqlite {
            what,
            advice: "write sqlite+driver:///relative/path or sqlite+driver:////absolute/path",
        });
    };
    if uri {
        // SQLAlchemy undoes the encoding once, SQLite once more; SQLAlchemy itself renders `file:` as `file%3A`.
        let decoded = encode::decode(path, PATH)?;
        if is_file_uri(&decoded) {
            return file_uri(&decoded);
        }
    }
    file(path)
}

/// `sqlite://PATH` without a driver.
fn two_slashes(path: &str, uri: bool) -> Result<SqliteLocation, UrlError> {
    let Some(rest) = path.strip_prefix('/') else {
        if path.is_empty() {
            return Ok(SqliteLocation::Memory);
        }
        if path.split('/').next().is_some_and(|first| first.contains('@')) {
            return Err(UrlError::Ambiguous {
                character: '@',
                place: PATH,
                advice: "encode it as `%40` if it belongs to the file's name; a SQLite URL has no user, password or host",
            });
        }
        return file(path);
    };
    if rest.is_empty() || rest == ":memory:" || rest.starts_with('/') || has_drive(rest) {
        return file(rest);
    }
    if uri && is_file_uri(rest) {
        return file_uri(&encode::decode(rest, PATH)?);
    }
    let relative = encode::decode(rest, PATH)?;
    Ok(SqliteLocation::Ambiguous {
        absolute: PathBuf::from(format!("/{relative}")),
        relative: PathBuf::from(relative),
    })
}

/// `sqlite:PATH`.
fn no_slashes(path: &str) -> Result<SqliteLocation, UrlError> {
    if path.is_empty() {
        return Err(UrlError::NotForSqlite {
            what: "empty path",
            advice: "write sqlite:PATH, or sqlite::memory: for a database in memory",
        });
    }
    file(path)
}

/// A percent-encoded path, relative unless it begins with `/` or a drive.
fn file(path: &str) -> Result<SqliteLocation, UrlError> {
    if path.is_empty() || path == ":memory:" {
        return Ok(SqliteLocation::Memory);
    }
    if is_file_uri(path) {
        return file_uri(path);
    }
    let path = encode::decode(path, PATH)?;
    Ok(SqliteLocation::File(PathBuf::from(one_leading_slash(&path))))
}

/// SQLite's own `file:PATH`. Source: SQLite, "Uniform Resource Identifiers", §3.
fn file_uri(uri: &str) -> Result<SqliteLocation, UrlError> {
    let rest = super::strip_prefix_ignore_case(uri, "file:").unwrap_or(uri);
    if rest.contains('#') {
        return Err(UrlError::Ambiguous { character: '#', place: PATH, advice: "encode it as `%23`" });
    }
    let path = match rest.strip_prefix("//") {
        Some(with_authority) => {
            let slash = with_authority.find('/').unwrap_or(with_authority.len());
            let (authority, path) = with_authority.split_at(slash);
            if !authority.is_empty() && authority != "localhost" {
                return Err(UrlError::NotForSqlite {
                    what: "host",
                    advice: "write file:PATH or file:///PATH",
                });
            }
            path
        }
        None => rest,
    };
    if path.is_empty() || path == ":memory:" {
        return Ok(SqliteLocation::Memory);
    }
    let path = encode::decode(path, PATH)?;
    let path = match path.strip_prefix('/') {
        Some(drive) if has_drive(drive) => drive,
        _ => &path,
    };
    Ok(SqliteLocation::File(PathBuf::from(one_leading_slash(path))))
}

fn one_leading_slash(path: &str) -> String {
    match path.strip_prefix('/') {
        Some(rest) => format!("/{}", rest.trim_start_matches('/')),
        None => path.to_owned(),
    }
}
