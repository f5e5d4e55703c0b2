//! Where a SQLite database is, and how it is opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a SQLite database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SqliteLocation {
    /// In memory.
    Memory,
    /// A file, as the URL spells it: relative or absolute.
    File(PathBuf),
    /// `sqlite:///p` without a driver: sqlx and SeaORM read `/p`, SQLAlchemy `p`.
    Ambiguous {
        /// sqlx's reading.
        absolute: PathBuf,
        /// SQLAlchemy's reading.
        relative: PathBuf,
    },
}

/// Whose reading of `sqlite:///p` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SqliteStyle {
    /// Absolute, as sqlx and SeaORM have it.
    Sqlx,
    /// Relative, as SQLAlchemy has it.
    SqlAlchemy,
}

impl SqliteStyle {
    /// The name, as `[urls] sqlite` in `limbeck.toml` takes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sqlx => "sqlx",
            Self::SqlAlchemy => "sqlalchemy",
        }
    }
}

impl fmt::Display for SqliteStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error of [`SqliteStyle::from_str`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a reading of sqlite:///p; write `sqlx` (absolute) or `sqlalchemy` (relative)")]
pub struct UnknownSqliteStyle(pub String);

impl FromStr for SqliteStyle {
    type Err = UnknownSqliteStyle;

    /// Reads `sqlx` or `sqlalchemy`.
    ///
    /// # Errors
    ///
    /// [`UnknownSqliteStyle`] for any other word.
    fn from_str(word: &str) -> Result<Self, UnknownSqliteStyle> {
        [Self::Sqlx, Self::SqlAlchemy]
            .into_iter()
            .find(|style| style.as_str() == word)
            .ok_or_else(|| UnknownSqliteStyle(word.to_owned()))
    }
}

/// How a SQLite file is opened: SQLite's own `mode`.
///
/// Source: SQLite, "Uniform Resource Identifiers", §3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SqliteMode {
    /// Read only.
    ReadOnly,
    /// Read and write what exists.
    ReadWrite,
    /// Read and write, and create what does not exist.
    ReadWriteCreate,
    /// In memory, whatever the name.
    Memory,
}

impl SqliteMode {
    /// SQLite's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReadOnly => "ro",
            Self::ReadWrite => "rw",
            Self::ReadWriteCreate => "rwc",
            Self::Memory => "memory",
        }
    }

    pub(crate) fn read(word: &str) -> Option<Self> {
        [Self::ReadOnly, Self::ReadWrite, Self::ReadWriteCreate, Self::Memory]
            .into_iter()
            .find(|mode| mode.as_str() == word)
    }
}

impl fmt::Display for SqliteMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether a path counts from the root, on this system or on Windows.
pub(crate) fn is_absolute(path: &Path) -> bool {
    path.is_absolute() || path.to_str().is_some_and(|text| text.starts_with('/') || has_drive(text))
}

/// `C:\x` or `C:/x`.
pub(crate) fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

impl SqliteLocation {
    /// The location with its relative path counted from `base`.
    pub(crate) fn relative_to(self, base: &Path) -> Self {
        let join = |path: PathBuf| if is_absolute(&path) { path } else { base.join(path) };
        match self {
            Self::Memory => Self::Memory,
            Self::File(path) => Self::File(join(path)),
            Self::Ambiguous { absolute, relative } => Self::Ambiguous { absolute, relative: join(relative) },
        }
    }

    /// The location with an ambiguity decided.
    pub(crate) fn resolve(self, style: SqliteStyle) -> Self {
        match (self, style) {
            (Self::Ambiguous { absolute, .. }, SqliteStyle::Sqlx) => Self::File(absolute),
            (Self::Ambiguous { relative, .. }, SqliteStyle::SqlAlchemy) => Self::File(relative),
            (other, _) => other,
        }
    }

    /// The two spellings of an ambiguous path that every reader understands alike: absolute, relative.
    #[must_use]
    pub fn clear_spellings(&self) -> Option<(String, String)> {
        match self {
            Self::Ambiguous { absolute, relative } => {
                Some((spell(&absolute.to_string_lossy()), spell(&relative.to_string_lossy())))
            }
            _ => None,
        }
    }
}

/// The canonical URL of a file: four slashes for an absolute path, two for a relative one.
pub(crate) fn spell(path: &str) -> String {
    let encoded = crate::encode::path(path);
    if let Some(rest) = encoded.strip_prefix('/') {
        return format!("sqlite:////{}", rest.trim_start_matches('/'));
    }
    if has_drive(path) {
        return format!("sqlite:///{encoded}");
    }
    // Behind two slashes these would be read as memory, or as another kind of path.
    if encoded.starts_with(":memory:") || encoded.starts_with("file:") {
        return format!("sqlite://./{encoded}");
    }
    format!("sqlite://{encoded}")
}
