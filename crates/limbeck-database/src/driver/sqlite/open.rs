//! Opening a file: what is refused, and in which words.

use std::path::Path;
use std::time::Duration;

use rusqlite::OpenFlags;

use super::error;
use super::target::{Place, Target};
use crate::{ConnectOptions, DatabaseError};

/// An open database and why it takes no writes, if it takes none.
pub(super) struct Opened {
    pub(super) connection: rusqlite::Connection,
    pub(super) read_only: Option<String>,
}

/// Opens the database and reads its first page, so that what is no database is found now.
pub(super) fn open(target: &Target, options: &ConnectOptions) -> Result<Opened, DatabaseError> {
    let path = match &target.place {
        Place::Memory => {
            let connection = rusqlite::Connection::open_in_memory_with_flags(flags(false, true))
                .map_err(|e| error::opening(&e, Path::new(":memory:")))?;
            return Ok(Opened { connection, read_only: None });
        }
        Place::File(path) => path,
    };
    let create = options.create_if_missing && !options.read_only && !target.read_only && !target.must_exist;
    refuse_unusable(path, create)?;
    let connection = rusqlite::Connection::open_with_flags(path, flags(target.read_only, create))
        .map_err(|e| error::opening(&e, path))?;
    read_first_page(&connection, path, options.lock_timeout)?;
    let read_only = read_only_reason(&connection, target, path)?;
    Ok(Opened { connection, read_only })
}

/// Reading alone, when a command asks for it, is *not* a flag here but `PRAGMA query_only`: a file that a crash left behind with a hot
/// journal can only be read by a connection that may roll it back.
fn flags(read_only: bool, create: bool) -> OpenFlags {
    let mode = match (read_only, create) {
        (true, _) => OpenFlags::SQLITE_OPEN_READ_ONLY,
        (false, true) => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        (false, false) => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    mode | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn refuse_unusable(path: &Path, create: bool) -> Result<(), DatabaseError> {
    let cannot_open = |reason: String| DatabaseError::CannotOpen {
        database: path.display().to_string(),
        reason,
        source: None,
    };
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => {
            Err(cannot_open("it is a folder; the URL must name a file".to_owned()))
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(cannot_open(error.to_string())),
        Err(_) if !create => Err(DatabaseError::MissingFile { path: path.to_owned() }),
        Err(_) => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                Err(cannot_open(format!("the folder `{}` does not exist; create it first", folder.display())))
            }
            _ => Ok(()),
        },
    }
}

/// SQLite opens lazily: what is in the file is looked at by the first statement.
fn read_first_page(
    connection: &rusqlite::Connection,
    path: &Path,
    lock_timeout: Duration,
) -> Result<(), DatabaseError> {
    let read = || {
        connection.busy_timeout(lock_timeout)?;
        connection.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0))
    };
    read().map(drop).map_err(|e| error::opening(&e, path))
}

fn read_only_reason(
    connection: &rusqlite::Connection,
    target: &Target,
    path: &Path,
) -> Result<Option<String>, DatabaseError> {
    if target.read_only {
        return Ok(Some("the URL says mode=ro".to_owned()));
    }
    // SQLite falls back to reading alone, silently, when the file may not be written.
    let read_only = connection.is_readonly("main").map_err(|e| error::opening(&e, path))?;
    Ok(read_only.then(|| "this user may not write the file".to_owned()))
}
