//! SQLite's spellings.

use super::draft::Draft;
use crate::driver::Driver;
use crate::encode;
use crate::sqlite::{SqliteLocation, SqliteMode, has_drive, spell};

/// Writes the whole URL.
pub(super) fn write(draft: &mut Draft<'_>) -> String {
    let path = match &draft.url.sqlite {
        Some(SqliteLocation::File(path)) => Some(path.to_string_lossy().into_owned()),
        Some(location @ SqliteLocation::Ambiguous { .. }) => {
            let spellings = location.clear_spellings().unwrap_or_default();
            let reason = format!(
                "sqlite:///… is absolute for sqlx and SeaORM, relative for SQLAlchemy; write {} or {}",
                spellings.0, spellings.1
            );
            draft.missing("path", Some(&reason));
            None
        }
        Some(SqliteLocation::Memory) | None => None,
    };
    parameters(draft);
    match draft.driver {
        Driver::Sqlx | Driver::SeaOrm => sqlx(draft, path.as_deref()),
        Driver::Jdbc => jdbc(draft, path.as_deref()),
        driver if driver.is_sqlalchemy() => sqlalchemy(draft, path.as_deref()),
        _ => open(draft, path.as_deref()),
    }
}

/// SQLite's own parameters; those of Python's driver go to Python's driver alone.
fn parameters(draft: &mut Draft<'_>) {
    let python = draft.driver.is_sqlalchemy();
    for (name, value) in draft.url.parameters.others() {
        let own = matches!(name, "cache" | "immutable" | "vfs");
        if own || python && name != "connection_limit" && name != "socket_timeout" {
            draft.push(name, value);
        }
    }
    if let Some(mode) = draft.url.sqlite_mode.filter(|mode| *mode != SqliteMode::Memory) {
        // Python, Java, Diesel and rusqlite create the file unless told otherwise.
        let default =
            mode == SqliteMode::ReadWriteCreate && !matches!(draft.driver, Driver::Sqlx | Driver::SeaOrm);
        if !default {
            draft.push("mode", mode.as_str());
        }
    }
}

fn has_uri_parameters(draft: &Draft<'_>) -> bool {
    draft.query.iter().any(|(name, _)| matches!(name.as_str(), "mode" | "cache" | "immutable" | "vfs"))
}

fn sqlx(draft: &mut Draft<'_>, path: Option<&str>) -> String {
    let text = match path {
        None => "sqlite::memory:".to_owned(),
        // A drive behind slashes would be a path on no drive.
        Some(path) if has_drive(path) => format!("sqlite:{}", encode::path(path)),
        Some(path) => {
            let spelled = spell(path);
            let rest = spelled.strip_prefix("sqlite://").unwrap_or_default();
            // SeaORM reads the text as a WHATWG URL first, where what follows two slashes must be a host.
            let first = rest.split('/').next().unwrap_or_default();
            if first.contains(['%', ':', ',']) { format!("sqlite:{rest}") } else { spelled }
        }
    };
    draft.with_query(text)
}

fn sqlalchemy(draft: &mut Draft<'_>, path: Option<&str>) -> String {
    let scheme = format!("sqlite+{}://", draft.driver);
    // SQLAlchemy hands SQLite's own parameters on only with a `file:` URI, and only when told.
    let text = if has_uri_parameters(draft) {
        draft.push("uri", "true");
        // It undoes the encoding once, SQLite once more.
        format!("{scheme}/{}", encode::path(&file_uri(path)))
    } else {
        match path {
            None => format!("{scheme}/:memory:"),
            Some(path) => format!("{scheme}/{}", encode::path(&as_relative(path))),
        }
    };
    draft.with_query(text)
}

fn jdbc(draft: &mut Draft<'_>, path: Option<&str>) -> String {
    let needs_uri = has_uri_parameters(draft)
        || path.is_some_and(|path| path.contains(['?', '#', '%']) || path.trim() != path);
    let place = match path {
        _ if needs_uri => file_uri(path),
        None => ":memory:".to_owned(),
        Some(path) => as_relative(path),
    };
    draft.with_query(format!("jdbc:sqlite:{place}"))
}

/// What `sqlite3_open` takes: a path, or a `file:` URI when there is more to say. Diesel and rusqlite.
fn open(draft: &mut Draft<'_>, path: Option<&str>) -> String {
    let text = match path {
        None if draft.query.is_empty() => return ":memory:".to_owned(),
        Some(path) if draft.query.is_empty() && is_plain(path) => return path.to_owned(),
        path => file_uri(path),
    };
    draft.with_query(text)
}

/// Whether nobody takes a path for anything else: a colon would make a scheme of what stands before it.
fn is_plain(path: &str) -> bool {
    let behind_drive = if has_drive(path) { path.get(2..).unwrap_or_default() } else { path };
    path.trim() == path && !behind_drive.contains([':', '@', '?', '='])
}

/// SQLite's URI. Source: SQLite, "Uniform Resource Identifiers", §3.
fn file_uri(path: Option<&str>) -> String {
    match path {
        None => "file::memory:".to_owned(),
        Some(path) if has_drive(path) => format!("file:/{}", encode::path(path)),
        // Behind a slash, too, `c:` is a drive on Windows.
        Some(path) if path.strip_prefix('/').is_some_and(has_drive) => {
            format!("file:/.{}", encode::path(path))
        }
        Some(path) => format!("file:{}", encode::path(&as_relative(path))),
    }
}

/// A file of a name that means something else is named through its folder.
fn as_relative(path: &str) -> String {
    if path.starts_with(":memory:") || path.starts_with("file:") || path.starts_with(':') {
        format!("./{path}")
    } else {
        path.to_owned()
    }
}
