use super::Position;

/// A text that cannot be read as SQL statements, and where.
///
/// Lines and columns count from 1, columns in characters. They count from the beginning of the text that was read; use
/// [`LexError::moved_down`] when that text is a part of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.kind.message(self.line, self.column))]
pub struct LexError {
    /// The byte offset of the place that is at fault (where a quote opens, not where the text ends).
    pub offset: usize,
    /// Its line.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// What is wrong there.
    pub kind: LexErrorKind,
}

/// What is wrong in a [`LexError`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LexErrorKind {
    /// `'…`
    UnterminatedString,
    /// `"…`, `` `… ``, `[…`
    UnterminatedIdentifier,
    /// `$tag$…`; the tag with its dollars.
    UnterminatedDollarQuote(String),
    /// `/*…`
    UnterminatedComment,
    /// `/*!…`
    UnterminatedExecutableComment,
    /// A `(` that the end of the text, or a `;` where none may be, leaves open.
    UnclosedParenthesis,
    /// A body (the word that opens it) without its `END`.
    UnclosedBlock(String),
    /// `COPY … FROM stdin`, whose data only psql can send.
    CopyFromStdin,
    /// A command of a command-line client (psql, mysql, sqlite3), with its first word.
    ClientCommand {
        /// The command as it is written, e.g. `\connect`.
        command: String,
        /// The program that would understand it.
        client: &'static str,
    },
    /// The character U+0000, at which servers stop reading.
    NulCharacter,
    /// A `DELIMITER` line that names none.
    DelimiterWithoutValue,
    /// A `DELIMITER` line with a backslash, which the mysql client refuses too.
    DelimiterWithBackslash,
}

impl LexError {
    pub(crate) fn new(text: &str, offset: usize, kind: LexErrorKind) -> Self {
        let mut position = Position::default();
        position.advance(text, offset);
        Self { offset, line: position.line, column: position.column, kind }
    }

    /// The same error in a file that has `lines` lines before the text that was read.
    #[must_use]
    pub fn moved_down(mut self, lines: usize) -> Self {
        self.line += lines;
        self
    }

    /// The way out, where there is one that the message does not say.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.kind.hint()
    }
}

impl LexErrorKind {
    fn message(&self, line: usize, column: usize) -> String {
        let place = format!("line {line}, column {column}");
        match self {
            Self::UnterminatedString => format!("the string that begins at {place} never ends"),
            Self::UnterminatedIdentifier => format!("the quoted name that begins at {place} never ends"),
            Self::UnterminatedDollarQuote(tag) => {
                format!("the dollar quote {tag} that begins at {place} never ends")
            }
            Self::UnterminatedComment => format!("the comment that begins at {place} never ends"),
            Self::UnterminatedExecutableComment => {
                format!("the executable comment that begins at {place} never ends")
            }
            Self::UnclosedParenthesis => format!("the parenthesis opened at {place} is never closed"),
            Self::UnclosedBlock(word) => format!("the {word} at {place} has no END"),
            Self::CopyFromStdin => {
                format!("COPY … FROM stdin at {place} cannot be run: its data can be sent by psql only")
            }
            Self::ClientCommand { command, client } => {
                format!("`{command}` at {place} is a command of the program {client}, not SQL")
            }
            Self::NulCharacter => {
                format!(
                    "the character U+0000 at {place} ends the text for the server: what follows would not be run"
                )
            }
            Self::DelimiterWithoutValue => format!("DELIMITER at {place} names no delimiter"),
            Self::DelimiterWithBackslash => {
                format!("DELIMITER at {place} names a delimiter with a backslash, which none may have")
            }
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::UnterminatedDollarQuote(tag) => format!("write {tag} where the quoted text ends"),
            Self::UnclosedBlock(_) => {
                "write END where the body ends; on MySQL and MariaDB, DELIMITER lines around the statement do as well".to_owned()
            }
            Self::NulCharacter => "remove the character".to_owned(),
            Self::CopyFromStdin => "write the rows as INSERT INTO … VALUES".to_owned(),
            Self::ClientCommand { command, client } => {
                format!(
                    "write SQL in its place, or run the file with {client} (`{command}` is read by it alone)"
                )
            }
            Self::DelimiterWithoutValue | Self::DelimiterWithBackslash => {
                "write for example DELIMITER //".to_owned()
            }
            _ => return None,
        };
        Some(hint)
    }
}
