//! What can be wrong in one revision file.

use std::path::{Path, PathBuf};

/// The kind of a [`FileError`], for programs; people read the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileErrorKind {
    /// The file breaks the grammar or a rule of the format.
    Format,
    /// The file says a format number that this program does not know.
    NewerFormat,
    /// A section ends inside a quote, a dollar quote or a block comment, or cannot be split for another reason.
    Sql,
    /// A statement that no section may hold (`BEGIN`, `COMMIT`, `\i` …).
    Refused,
    /// The revision has sections of the direction, but none for this dialect.
    NotForDialect,
    /// The revision has neither `@downgrade` nor `@irreversible`.
    NoDowngrade,
    /// The revision says `@irreversible`.
    Irreversible,
}

/// Something wrong in a revision file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: {message}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    /// What kind of fault it is.
    pub kind: FileErrorKind,
    /// What is wrong, without the place.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl FileError {
    pub(crate) fn new(path: &Path, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            column,
            kind: FileErrorKind::Format,
            message: message.into(),
            hint: None,
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn of_kind(mut self, kind: FileErrorKind) -> Self {
        self.kind = kind;
        self
    }
}
