//! Where revisions come from.

use std::path::{Path, PathBuf};

use limbeck_revision::{EmbeddedFile, Graph, GraphError};

use crate::error::{Error, ErrorKind, Result};

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
            Self::Embedded(embedded) => of_embedded(embedded, Vec::new()),
        };
        loaded.map_err(crate::from_lower::graph_errors)
    }

    /// The graph, for a command that goes on to read the bodies: no file is opened twice.
    pub(crate) fn graph_with_texts(&self) -> Result<Graph> {
        self.graph_beside(Vec::new()).map_err(crate::from_lower::graph_errors)
    }

    /// [`Source::graph_with_texts`], with texts that no file has.
    pub(crate) fn graph_beside(
        &self,
        texts: Vec<(PathBuf, String)>,
    ) -> std::result::Result<Graph, Vec<GraphError>> {
        match self {
            Self::Directories { directories, recursive } => {
                Graph::load_with_texts(directories, *recursive, texts)
            }
            Self::Embedded(embedded) => of_embedded(embedded, texts),
        }
    }
}

fn of_embedded(
    embedded: &Embedded,
    texts: Vec<(PathBuf, String)>,
) -> std::result::Result<Graph, Vec<GraphError>> {
    if texts.is_empty() {
        return Graph::from_source(&limbeck_revision::Source::Embedded(embedded.files));
    }
    let files = embedded.files.iter().map(|file| (PathBuf::from(file.name), file.text.to_owned()));
    Graph::from_texts(files.chain(texts))
}

impl Source {
    /// The folders that files can be written to. Of embedded revisions it is the folder that they come from, on the machine and in the
    /// (debug) build that knows it.
    ///
    /// # Errors
    ///
    /// When the revisions are inside the program and their folder is not here.
    pub fn on_disk(&self) -> Result<Self> {
        match self {
            Self::Directories { .. } => Ok(self.clone()),
            Self::Embedded(embedded)
                if !embedded.folder.is_empty() && Path::new(embedded.folder).is_dir() =>
            {
                // Whether folders in it were embedded shows in the names.
                let recursive = embedded.files.iter().any(|file| file.name.contains('/'));
                Ok(Self::Directories { directories: vec![PathBuf::from(embedded.folder)], recursive })
            }
            Self::Embedded(_) => Err(Error::new(
                ErrorKind::Usage,
                "the revisions are inside this program, and their folder is not here",
            )
            .with_hint("use a debug build on the machine that has the sources, or the program limbeck")),
        }
    }

    /// Why embedded revisions are not those of their folder any more; for a warning in debug builds, which know the folder.
    #[must_use]
    pub(crate) fn stale(&self) -> Option<String> {
        let Self::Embedded(embedded) = self else { return None };
        let Ok(on_disk @ Self::Directories { .. }) = self.on_disk() else { return None };
        let graph = on_disk.graph().ok()?;
        let embedded_ids = self.graph().ok()?;
        let missing: Vec<&str> =
            graph.ids().map(|id| id.as_str()).filter(|id| embedded_ids.get(id).is_none()).collect();
        (!missing.is_empty()).then(|| {
            format!(
                "the folder `{}` has revisions that are not in this program: {}; build it again (a `build.rs` with `cargo::rerun-if-changed` sees to that)",
                embedded.folder,
                missing.join(", ")
            )
        })
    }
}

impl From<Embedded> for Source {
    fn from(embedded: Embedded) -> Self {
        Self::Embedded(embedded)
    }
}
