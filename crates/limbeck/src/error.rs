//! What a command can fail with: a kind with an exit code, a sentence, places, and ways out.

use std::path::{Path, PathBuf};

use limbeck_url::mask_passwords;

/// The kind of an [`Error`]; each has its word in JSON and its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A command line that asks for what cannot be.
    Usage,
    /// `limbeck.toml`, `.env` or the environment.
    Config,
    /// The database URL.
    Url,
    /// A revision file breaks the format, or several do not fit together.
    Revision,
    /// A target, range or name means nothing, too much, or cannot be reached.
    Target,
    /// Models cannot be read.
    Model,
    /// A file or folder cannot be read or written.
    File,
    /// The database cannot be opened, or refused what was asked of it.
    Database,
    /// A run did not come to its end.
    Apply,
    /// What a command was to check does not hold.
    Check,
    /// The lock was not had in time; nothing was done.
    Lock,
    /// A revision is half applied and needs `repair`.
    NeedsRepair,
    /// Somebody asked to stop; what is committed is recorded.
    Interrupted,
    /// A program that was called failed (a hook, an editor).
    Program,
    /// A fault of Limbeck itself.
    Internal,
}

impl ErrorKind {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Config => "config",
            Self::Url => "url",
            Self::Revision => "revision",
            Self::Target => "target",
            Self::Model => "model",
            Self::File => "file",
            Self::Database => "database",
            Self::Apply => "apply",
            Self::Check => "check",
            Self::Lock => "lock",
            Self::NeedsRepair => "needs_repair",
            Self::Interrupted => "interrupted",
            Self::Program => "program",
            Self::Internal => "internal",
        }
    }

    /// The exit code of a command that fails so: 1 failed, 2 usage or configuration, 3 a check, 4 the lock, 5 `repair`, 130 interrupted.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Usage | Self::Config | Self::Url => 2,
            Self::Check => 3,
            Self::Lock => 4,
            Self::NeedsRepair => 5,
            Self::Interrupted => 130,
            Self::Revision
            | Self::Target
            | Self::Model
            | Self::File
            | Self::Database
            | Self::Apply
            | Self::Program
            | Self::Internal => 1,
        }
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Location {
    /// The beginning of a line.
    #[must_use]
    pub fn line(file: impl Into<PathBuf>, line: usize) -> Self {
        Self { file: file.into(), line, column: 1 }
    }
}

/// One fault: what, where, and the way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, without the place.
    pub message: String,
    /// Where.
    pub location: Option<Location>,
    /// Other places that belong to it, each with what it has to do with it.
    pub related: Vec<(Location, String)>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Fault {
    fn masked(self) -> Self {
        Self {
            message: mask_passwords(&self.message),
            location: self.location,
            related: self.related.into_iter().map(|(place, label)| (place, mask_passwords(&label))).collect(),
            hint: self.hint.map(|hint| mask_passwords(&hint)),
        }
    }
}

/// Why a command failed.
///
/// Sentences, places and ways out may quote what somebody wrote, so passwords in them are masked as they come in: whoever prints or logs
/// an error, prints none. The statement is the revision's own, and kept as it is.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.text())]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    faults: Vec<Fault>,
    statement: Option<String>,
    notes: Vec<String>,
    hints: Vec<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of a command.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure without a place.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: mask_passwords(&message.into()),
            faults: Vec::new(),
            statement: None,
            notes: Vec::new(),
            hints: Vec::new(),
            source: None,
        }))
    }

    /// A failure that consists of faults, at least one.
    #[must_use]
    pub fn of_faults(kind: ErrorKind, faults: Vec<Fault>) -> Self {
        let faults: Vec<Fault> = faults.into_iter().map(Fault::masked).collect();
        let message = match faults.as_slice() {
            [] => "something is wrong".to_owned(),
            [one] => one.message.clone(),
            [first, others @ ..] => format!("{} (and {} more)", first.message, others.len()),
        };
        let mut error = Self::new(kind, message);
        error.0.faults = faults;
        error
    }

    /// Adds a way out.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hints.push(mask_passwords(&hint.into()));
        self
    }

    /// Adds a way out, if there is one.
    #[must_use]
    pub fn with_hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.0.hints.extend(hints.into_iter().map(|hint| mask_passwords(&hint)));
        self
    }

    /// Adds something that a person should know: what has been committed.
    #[must_use]
    pub fn with_notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.0.notes.extend(notes.into_iter().map(|note| mask_passwords(&note)));
        self
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        let message = self.0.message.clone();
        self.0.faults.insert(0, Fault { message, location: Some(location), ..Fault::default() });
        self
    }

    /// Says which statement.
    #[must_use]
    pub fn with_statement(mut self, statement: impl Into<String>) -> Self {
        self.0.statement = Some(statement.into());
        self
    }

    /// Keeps what it came from.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The exit code of a command that fails so.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.0.kind.exit_code()
    }

    /// What happened, without places.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The faults it consists of, with their places.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    /// The first place.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.0.faults.iter().find_map(|fault| fault.location.as_ref())
    }

    /// The statement that failed.
    #[must_use]
    pub fn statement(&self) -> Option<&str> {
        self.0.statement.as_deref()
    }

    /// What a person should know beside: what has been committed.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.0.notes
    }

    /// Ways out that belong to the whole, not to one fault.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// What it came from.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }

    /// All ways out, those of the faults first, each once.
    #[must_use]
    pub fn all_hints(&self) -> Vec<&str> {
        let of_faults = self.0.faults.iter().filter_map(|fault| fault.hint.as_deref());
        let mut hints: Vec<&str> = Vec::new();
        for hint in of_faults.chain(self.0.hints.iter().map(String::as_str)) {
            if !hints.contains(&hint) {
                hints.push(hint);
            }
        }
        hints
    }

    /// Everything in one text, for logs: places, statement, notes, hints.
    fn text(&self) -> String {
        let mut text = String::new();
        match self.0.faults.as_slice() {
            [] => text.push_str(&self.0.message),
            faults => {
                let lines: Vec<String> = faults
                    .iter()
                    .map(|fault| match &fault.location {
                        Some(Location { file, line, column }) => {
                            format!("{}:{line}:{column}: {}", file.display(), fault.message)
                        }
                        None => fault.message.clone(),
                    })
                    .collect();
                text.push_str(&lines.join("\n"));
            }
        }
        if let Some(statement) = &self.0.statement {
            text.push_str("\nstatement: ");
            text.push_str(statement);
        }
        for note in &self.0.notes {
            text.push_str("\nnote: ");
            text.push_str(note);
        }
        for hint in self.all_hints() {
            text.push_str("\nhint: ");
            text.push_str(hint);
        }
        text
    }

    /// Another kind, for a failure that means something else here.
    #[must_use]
    pub(crate) fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// A file or folder that cannot be read or written.
    pub(crate) fn file(path: &Path, action: &str, source: std::io::Error) -> Self {
        // `fs_err` puts the path before the operating system's own words, and they are in the sentence already.
        let words = source.to_string();
        let words = words.rsplit_once("`: ").map_or(words.as_str(), |(_, own)| own);
        let words = words.split(" (os error").next().unwrap_or(words).to_owned();
        Self::new(ErrorKind::File, format!("cannot {action} `{}`: {words}", path.display()))
            .with_source(source)
    }
}
