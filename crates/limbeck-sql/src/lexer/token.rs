use limbeck_url::DialectName;

use super::{LexError, LexMode, Scanner};

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// A keyword or a name without quotes.
    Word,
    /// `"x"`, `` `x` ``, `[x]` (SQLite), `U&"x"` (PostgreSQL).
    QuotedIdentifier,
    /// `'x'`, with its prefix (`E'x'`, `N'x'`, `X'ff'`, `U&'x'`), `$tag$x$tag$`, and `"x"` on MySQL and MariaDB.
    String,
    /// `1`, `1.5e3`, `0xff`, `1_000`.
    Number,
    /// `$1` (PostgreSQL), `?` (MySQL, MariaDB), `?1 :a @a $a` (SQLite).
    Parameter,
    /// `@x`, `@@global.x`, `` @`x` ``, `@'x'` on MySQL and MariaDB; also the host of an account (`root@localhost`).
    Variable,
    /// `+`, `<=`, `::`, `->>` …
    Operator,
    /// `( ) , ; . [ ] { }`
    Punctuation,
    /// Blanks, line ends, a byte order mark.
    Whitespace,
    /// `-- …` and, on MySQL and MariaDB, `# …`; without the line end.
    LineComment,
    /// `/* … */` with everything in it.
    BlockComment,
    /// `/*!` or `/*M!` and the version number: what follows is code up to the matching [`TokenKind::ExecutableCommentEnd`].
    ExecutableCommentStart,
    /// The `*/` of an executable comment.
    ExecutableCommentEnd,
    /// The delimiter that a `DELIMITER` line has set. [`tokens`] never yields it, only the splitter knows delimiters.
    Delimiter,
}

/// A piece of SQL text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its text as written, quotes included.
    pub text: &'a str,
    /// Its byte offset.
    pub start: usize,
}

impl Token<'_> {
    /// The byte offset after its last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it means nothing to the server: white space, a comment, or the frame of an executable comment (not what is in it).
    #[must_use]
    pub fn is_trivia(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Whitespace
                | TokenKind::LineComment
                | TokenKind::BlockComment
                | TokenKind::ExecutableCommentStart
                | TokenKind::ExecutableCommentEnd
        )
    }

    /// Whether it is the unquoted word `word`, in any case.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is the operator or punctuation `text`.
    #[must_use]
    pub fn is_symbol(&self, text: &str) -> bool {
        matches!(self.kind, TokenKind::Operator | TokenKind::Punctuation) && self.text == text
    }
}

/// All tokens of a text. Their texts, concatenated, are the text.
///
/// # Errors
/// A quote, dollar quote or comment that never ends; the error points at where it begins.
pub fn tokens(text: &str, dialect: DialectName, mode: LexMode) -> Result<Vec<Token<'_>>, LexError> {
    Scanner::new(text, dialect, mode).collect()
}

/// The tokens that the server acts on: no white space, no comments; the content of executable comments is among them.
///
/// # Errors
/// As [`tokens`].
pub fn significant_tokens(
    text: &str,
    dialect: DialectName,
    mode: LexMode,
) -> Result<Vec<Token<'_>>, LexError> {
    Scanner::new(text, dialect, mode)
        .filter(|token| !matches!(token, Ok(token) if token.is_trivia()))
        .collect()
}
