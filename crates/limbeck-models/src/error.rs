//! What can be wrong with models.

use crate::model::Place;

/// Something wrong with the models: what, where, and the way out.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A declaration that means nothing, or nothing on the dialect at hand.
    #[error("{place}: {message}")]
    Declaration {
        /// Where it stands.
        place: Place,
        /// The column within the line, from 1; 0 where only the line is known.
        column: u32,
        /// What is wrong.
        message: String,
        /// The way out.
        hint: Option<String>,
    },
    /// A source that could not be read; the error names it.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// A folder that could not be walked; the error names it.
    #[cfg(feature = "reader")]
    #[error(transparent)]
    Walk(#[from] walkdir::Error),
    /// A pattern that is none.
    #[cfg(feature = "reader")]
    #[error("`{pattern}` in `models` is not a pattern: {source}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why not.
        source: globset::Error,
    },
    /// An entry that is no source.
    #[error("`{entry}` in `models` is no source that Limbeck can read")]
    UnknownSource {
        /// The entry.
        entry: String,
    },
    /// A pattern or file name that names no file.
    #[error("`{pattern}` in `models` names no file under {}", folder(.base))]
    NoFile {
        /// The pattern.
        pattern: String,
        /// The folder it counts from.
        base: String,
    },
}

impl ModelError {
    /// A wrong declaration.
    #[must_use]
    pub fn declaration(place: &Place, message: impl Into<String>) -> Self {
        Self::Declaration { place: place.clone(), column: 0, message: message.into(), hint: None }
    }

    /// The same with a way out.
    #[must_use]
    pub fn with_hint(self, text: impl Into<String>) -> Self {
        match self {
            Self::Declaration { place, column, message, .. } => {
                Self::Declaration { place, column, message, hint: Some(text.into()) }
            }
            other => other,
        }
    }

    /// Where it stands, if it stands in a file.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Declaration { place, .. } if !place.is_nowhere() => Some(place),
            _ => None,
        }
    }

    /// The way out.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Declaration { hint, .. } => hint.as_deref(),
            Self::NoFile { .. } => Some(
                "patterns count from the folder of `limbeck.toml`; `*` does not cross folders, `**` does",
            ),
            Self::UnknownSource { .. } => Some(
                "name Rust sources (`src/models/**/*.rs`), `*.sql` or `*.json` files, or a command (`cmd:npx …`)",
            ),
            _ => None,
        }
    }
}

/// The folder that patterns count from; an empty one is that of `limbeck.toml` where it was named without a folder.
fn folder(base: &str) -> String {
    if base.is_empty() { "the folder of `limbeck.toml`".to_owned() } else { format!("`{base}`") }
}
