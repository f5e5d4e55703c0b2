//! A file whose header has been read, before the revisions are tied together.

use std::path::PathBuf;

use super::error::Place;
use super::model::Origin;
use crate::file::Header;

/// The file.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) origin: Origin,
    pub(super) header: Header,
}

impl Entry {
    /// A line of it; without one that of `@revision`.
    pub(super) fn place(&self, line: Option<usize>) -> Place {
        Place { path: self.path.clone(), line: line.unwrap_or(self.header.lines.revision) }
    }

    /// Where it states its id.
    pub(super) fn id_place(&self) -> Place {
        self.place(None)
    }

    /// Where it states its labels.
    pub(super) fn label_place(&self) -> Place {
        self.place(self.header.lines.branch)
    }
}
