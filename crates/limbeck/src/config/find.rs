//! Finding `limbeck.toml` upwards from the working directory.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The name of the configuration file.
pub const FILE_NAME: &str = "limbeck.toml";

/// The nearest file, as it is reached from the working directory (`../limbeck.toml`), so that messages stay short.
pub(super) fn find_upwards() -> Result<Option<PathBuf>> {
    // The common case asks for nothing but the file.
    if Path::new(FILE_NAME).is_file() {
        return Ok(Some(PathBuf::from(FILE_NAME)));
    }
    let here = std::env::current_dir().map_err(|error| Error::file(Path::new("."), "find", error))?;
    let mut reached = PathBuf::new();
    for folder in here.ancestors().skip(1) {
        reached.push("..");
        if folder.join(FILE_NAME).is_file() {
            return Ok(Some(reached.join(FILE_NAME)));
        }
    }
    Ok(None)
}
