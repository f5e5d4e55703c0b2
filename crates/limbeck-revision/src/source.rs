//! Where revisions come from: folders, or files inside the program.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::file::{is_section_line, without_bom};

/// A revision file that is part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmbeddedFile {
    /// Its name, as it is shown.
    pub name: &'static str,
    /// Its whole text.
    pub text: &'static str,
}

/// A script directory: on disk, or embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Folders; every `*.sql` file in them is a revision. Names that begin with a dot are no part of it.
    Directories {
        /// The folders.
        directories: Vec<PathBuf>,
        /// Whether the folders in them are searched as well.
        recursive: bool,
    },
    /// Files inside the program.
    Embedded(&'static [EmbeddedFile]),
}

/// The revision files of some folders, sorted, each once even if the folders overlap.
///
/// # Errors
///
/// The folder or entry that cannot be read, and why.
pub(crate) fn list_files(
    directories: &[PathBuf],
    recursive: bool,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut found = Vec::new();
    for directory in directories {
        let depth = if recursive { usize::MAX } else { 1 };
        let walk = walkdir::WalkDir::new(directory).max_depth(depth).follow_links(true).into_iter();
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        };
        for entry in walk.filter_entry(visible) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(directory).to_owned();
                (
                    path,
                    error
                        .into_io_error()
                        .unwrap_or_else(|| io::Error::other("a link leads back to its own folder")),
                )
            })?;
            let is_revision = entry.path().extension().is_some_and(|extension| extension == "sql");
            if is_revision && !entry.file_type().is_dir() {
                found.push(entry.into_path());
            }
        }
    }
    found.sort();
    if directories.len() > 1 {
        // Folders may lie in each other, or be written in two ways: what counts is which file it is.
        let mut seen = BTreeSet::new();
        found.retain(|path| seen.insert(fs_err::canonicalize(path).unwrap_or_else(|_| path.clone())));
    }
    Ok(found)
}

/// Reads the beginning of a file, through the line that begins its first section (or all, when none does). The buffer is the caller's,
/// so that many files share one.
pub(crate) fn read_head<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> io::Result<&'b str> {
    const CHUNK: usize = 2048;
    let mut file = fs_err::File::open(path)?;
    buffer.clear();
    let mut searched = 0;
    loop {
        let filled = buffer.len();
        buffer.resize(filled + CHUNK, 0);
        let count = loop {
            match file.read(&mut buffer[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        buffer.truncate(filled + count);
        let end = if count == 0 { Some(buffer.len()) } else { end_of_header(buffer, &mut searched) };
        if let Some(end) = end {
            buffer.truncate(end);
            return std::str::from_utf8(buffer).map_err(|error| {
                let line = buffer[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                io::Error::new(io::ErrorKind::InvalidData, format!("line {line} is not UTF-8"))
            });
        }
    }
}

/// The end of the first section line, if it is there as a whole. `searched` is where complete lines have been looked at up to.
fn end_of_header(buffer: &[u8], searched: &mut usize) -> Option<usize> {
    while let Some(length) = buffer[*searched..].iter().position(|byte| *byte == b'\n') {
        let end = *searched + length + 1;
        // A line that is not UTF-8 is no section line; the whole text is checked later.
        let line = std::str::from_utf8(&buffer[*searched..end - 1]).unwrap_or_default();
        let line = if *searched == 0 { without_bom(line) } else { line };
        *searched = end;
        if is_section_line(line.trim_end_matches('\r')) {
            return Some(end);
        }
    }
    None
}
