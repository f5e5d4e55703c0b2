//! Where revisions come from: folders, or files inside the program.

use std::collections::{HashMap, HashSet};
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

/// What of a file is kept once its header has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Nothing: the file is opened again when its body is asked for.
    Headers,
    /// The whole text, unless it is long.
    Texts,
}

/// The revision files of some folders, in any order, each once even if the folders overlap; and every folder and entry that cannot be
/// read, with the reason.
pub(crate) fn list_files(
    directories: &[PathBuf],
    recursive: bool,
) -> (Vec<PathBuf>, Vec<(PathBuf, io::Error)>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for directory in directories {
        let depth = if recursive { usize::MAX } else { 1 };
        let walk = walkdir::WalkDir::new(directory).max_depth(depth).follow_links(true).into_iter();
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        };
        for entry in walk.filter_entry(visible) {
            match entry {
                Ok(entry) => {
                    let is_revision = entry.file_name().as_encoded_bytes().ends_with(b".sql");
                    if is_revision && !entry.file_type().is_dir() {
                        let linked = entry.path_is_symlink();
                        found.push((entry.into_path(), linked));
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(directory).to_owned();
                    let circle = || io::Error::other("a link leads back to its own folder");
                    errors.push((path, error.into_io_error().unwrap_or_else(circle)));
                }
            }
        }
    }
    if directories.len() > 1 {
        only_once(&mut found);
    }
    (found.into_iter().map(|(path, _)| path).collect(), errors)
}

/// Folders may lie in each other, or be written in two ways: what counts is which file it is.
fn only_once(files: &mut Vec<(PathBuf, bool)>) {
    let real = |path: &Path| fs_err::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // By its first name in every run.
    files.sort_unstable();
    let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
    let mut seen = HashSet::new();
    files.retain(|(path, linked)| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !linked => {
            let folder = folders.entry(folder.to_owned()).or_insert_with(|| real(folder));
            seen.insert(folder.join(name))
        }
        _ => seen.insert(real(path)),
    });
}

/// What has been read of a file: its beginning, through the line that begins its first section, or all of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning<'b> {
    pub(crate) text: &'b str,
    pub(crate) whole: bool,
}

/// Reads the beginning of a file; all of it when the texts are to be kept and it is not long. The buffer is the caller's, so that many files
/// share one.
pub(crate) fn read_head<'b>(path: &Path, keep: Keep, buffer: &'b mut Vec<u8>) -> io::Result<Beginning<'b>> {
    const CHUNK: usize = 4096;
    const LONG: usize = 64 * 1024;
    let mut file = fs_err::File::open(path)?;
    let (mut filled, mut searched, mut header) = (0, 0, None);
    let whole = loop {
        // What an earlier file left there is written over: it need not be zeroed each time.
        if buffer.len() < filled + CHUNK {
            buffer.resize(filled + CHUNK, 0);
        }
        let count = loop {
            match file.read(&mut buffer[filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        filled += count;
        if count == 0 {
            break true;
        }
        header = header.or_else(|| end_of_header(&buffer[..filled], &mut searched));
        if header.is_some() && (keep == Keep::Headers || filled > LONG) {
            break false;
        }
    };
    let header = header.unwrap_or(filled);
    if whole && let Ok(text) = std::str::from_utf8(&buffer[..filled]) {
        return Ok(Beginning { text, whole });
    }
    // Whether the rest is UTF-8 is asked when it is read.
    let head = &buffer[..header];
    let text = std::str::from_utf8(head).map_err(|error| {
        let line = head[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        io::Error::new(io::ErrorKind::InvalidData, format!("line {line} is not UTF-8"))
    })?;
    Ok(Beginning { text, whole: false })
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
