//! Where in the sources something stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A file and a line, for messages. Lines count from 1; an empty file is "nowhere": the model was not read from a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line.
    pub line: u32,
}

impl Place {
    /// A place.
    #[must_use]
    pub fn new(file: impl Into<String>, line: u32) -> Self {
        Self { file: file.into(), line }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        self.file.is_empty()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nowhere() { f.write_str("the models") } else { write!(f, "{}:{}", self.file, self.line) }
    }
}
