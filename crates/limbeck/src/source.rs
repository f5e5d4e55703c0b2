//! Where revisions come from.

use std::path::PathBuf;

use limbeck_revision::{EmbeddedFile, Graph};

use crate::error::Result;

/// A script directory inside the program: what [`embed!`](crate::embed) expands to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// The folder that was embedded, as it was written.
    pub folder: &'static str,
    /// Its revision files.
    pub files: &'static [EmbeddedFile],
}

/// A script directory: on disk, or embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Folders; every `*.sql` file in them is a revision.
    Directories {
        /// The folders.
        directories: Vec<PathBuf>,
        /// Whether the folders in them are searched as well.
        recursive: bool,
    },
    /// Files inside the program.
    Embedded(Embedded),
}

impl Source {
    /// One folder.
    #[must_use]
    pub fn directory(path: impl Into<PathBuf>) -> Self {
        Self::Directories { directories: vec![path.into()], recursive: false }
    }

    /// The graph of the revisions; only headers are read.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the files, at once, each with its place.
    pub fn graph(&self) -> Result<Graph> {
        let loaded = match self {
            Self::Directories { directories, recursive } => Graph::load(directories, *recursive),
            Self::Embedded(embedded) => {
                Graph::from_source(&limbeck_revision::Source::Embedded(embedded.files))
            }
        };
        loaded.map_err(crate::from_lower::graph_errors)
    }
}

impl From<Embedded> for Source {
    fn from(embedded: Embedded) -> Self {
        Self::Embedded(embedded)
    }
}
