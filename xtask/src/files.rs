//! Files, with their names in the errors. `fs_err` does it elsewhere; here nothing may be a dependency.

use std::io;
use std::path::{Path, PathBuf};

fn named(path: &Path) -> impl Fn(io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

/// Writes a file, and the folder it is in.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        create(folder)?;
    }
    #[expect(clippy::disallowed_methods, reason = "the path is named here")]
    std::fs::write(path, text).map_err(named(path))
}

/// Creates a folder and those above it.
pub(crate) fn create(folder: &Path) -> Result<(), String> {
    #[expect(clippy::disallowed_methods, reason = "the path is named here")]
    std::fs::create_dir_all(folder).map_err(named(folder))
}

/// The text of a file, with marks where it is no UTF-8.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    #[expect(clippy::disallowed_methods, reason = "the path is named here")]
    let bytes = std::fs::read(path).map_err(named(path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What is in a folder, sorted.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    #[expect(clippy::disallowed_methods, reason = "the path is named here")]
    let entries = std::fs::read_dir(folder).map_err(named(folder))?;
    let mut found = Vec::new();
    for entry in entries {
        found.push(entry.map_err(named(folder))?.path());
    }
    found.sort();
    Ok(found)
}
