//! `rusqlite`'s errors in our words.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::{DatabaseError, ServerError};

/// `SQLITE_READONLY_DIRECTORY`, <https://www.sqlite.org/rescode.html#readonly_directory>.
const READONLY_DIRECTORY: i32 = 8 | (6 << 8);

/// What SQLite said, without the types of the driver.
fn words(error: &rusqlite::Error) -> (Option<ErrorCode>, Option<i32>, Box<ServerError>) {
    let code = |extended: i32| Some(extended.to_string());
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            let message = message.clone().unwrap_or_else(|| failure.to_string());
            let words = ServerError { message, code: code(failure.extended_code), offset: None };
            (Some(failure.code), Some(failure.extended_code), Box::new(words))
        }
        rusqlite::Error::SqlInputError { error, msg, offset, .. } => {
            let offset = usize::try_from(*offset).ok();
            let words = ServerError { message: msg.clone(), code: code(error.extended_code), offset };
            (Some(error.code), Some(error.extended_code), Box::new(words))
        }
        other => {
            let words = ServerError { message: other.to_string(), code: None, offset: None };
            (None, None, Box::new(words))
        }
    }
}

/// The error of a statement on the database in `file` (`None`: in memory).
pub(super) fn statement(error: &rusqlite::Error, file: Option<&Path>) -> DatabaseError {
    let (code, extended, source) = words(error);
    let folder_not_writable = |path: &Path, source| DatabaseError::FolderNotWritable {
        path: path.to_owned(),
        folder: path.parent().unwrap_or_else(|| Path::new(".")).to_owned(),
        source,
    };
    match (code, file) {
        (Some(ErrorCode::DatabaseBusy), _) => DatabaseError::Busy { source },
        (Some(ErrorCode::DatabaseLocked), _) if extended != Some(6) => DatabaseError::Busy { source },
        (Some(ErrorCode::OperationInterrupted), _) => DatabaseError::Interrupted,
        (Some(ErrorCode::NotADatabase), Some(path)) => {
            DatabaseError::NotADatabase { path: path.to_owned(), source }
        }
        (Some(ErrorCode::ReadOnly), Some(path)) if extended == Some(READONLY_DIRECTORY) => {
            folder_not_writable(path, source)
        }
        // A journal that can't be created is reported as "unable to open database file", of a statement as of opening.
        (Some(ErrorCode::CannotOpen), Some(path)) if path.exists() => folder_not_writable(path, source),
        (Some(ErrorCode::ReadOnly), Some(path)) => {
            DatabaseError::ReadOnly { database: path.display().to_string(), reason: source.message }
        }
        _ if source.message.starts_with("no such table") => DatabaseError::NoSuchTable { source },
        _ => DatabaseError::Statement(source),
    }
}

/// The error of opening a file.
pub(super) fn opening(error: &rusqlite::Error, path: &Path) -> DatabaseError {
    let (code, _, source) = words(error);
    match code {
        Some(ErrorCode::NotADatabase) => DatabaseError::NotADatabase { path: path.to_owned(), source },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DatabaseError::Busy { source },
        _ => DatabaseError::CannotOpen {
            database: path.display().to_string(),
            reason: source.message.clone(),
            source: Some(source),
        },
    }
}
