//! What command-line clients understand and servers do not.

use limbeck_url::DialectName;

use crate::lexer::{LexErrorKind, Token, TokenKind};

/// The fault of a token that is, or begins, a command of a client program. `first`: it stands where a statement would begin.
pub(super) fn client_command(
    text: &str,
    token: &Token<'_>,
    first: bool,
    dialect: DialectName,
) -> Option<LexErrorKind> {
    let client = match dialect {
        DialectName::PostgreSql if token.is_symbol("\\") => "psql",
        // `\N` is how MySQL writes NULL.
        DialectName::MySql | DialectName::MariaDb
            if token.is_symbol("\\")
                && !text.get(token.end()..).is_some_and(|rest| rest.starts_with('N')) =>
        {
            "mysql"
        }
        DialectName::MySql | DialectName::MariaDb if first && token.is_word("source") => "mysql",
        DialectName::Sqlite if first && token.kind == TokenKind::Punctuation && token.text == "." => {
            "sqlite3"
        }
        _ => return None,
    };
    let command = text.get(token.start..).and_then(|rest| rest.split_whitespace().next()).unwrap_or("\\");
    Some(LexErrorKind::ClientCommand { command: command.to_owned(), client })
}

/// Where the line of a client's command ends that says nothing about the schema: since 2025 `pg_dump` puts what it writes between
/// `\restrict` and `\unrestrict`, which keep psql from other such commands (PostgreSQL manual, "psql").
pub(super) fn idle_command(text: &str, token: &Token<'_>, dialect: DialectName) -> Option<usize> {
    if dialect != DialectName::PostgreSql || !token.is_symbol("\\") {
        return None;
    }
    let line = text.get(token.start..)?.lines().next()?;
    let command = line.split_whitespace().next()?;
    matches!(command, "\\restrict" | "\\unrestrict").then(|| token.start + line.len())
}

/// A `DELIMITER` line.
pub(super) struct DelimiterLine<'a> {
    /// What it sets; `None` is the usual `;`.
    pub(super) delimiter: Option<&'a str>,
    /// Where its line ends.
    pub(super) end: usize,
}

/// Reads the line of `token`, the word DELIMITER. As the mysql client does: the delimiter is what follows up to the next white space,
/// with or without quotes.
pub(super) fn delimiter_line<'a>(
    text: &'a str,
    token: &Token<'a>,
) -> Result<DelimiterLine<'a>, LexErrorKind> {
    let rest = text.get(token.end()..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let end = token.end() + line.len();
    let value = line.trim_start();
    let quoted = value.chars().next().filter(|quote| matches!(quote, '\'' | '"' | '`')).and_then(|quote| {
        let inner = value.get(1..)?;
        inner.find(quote).and_then(|close| inner.get(..close))
    });
    match quoted.or_else(|| value.split_whitespace().next()) {
        None | Some("") => Err(LexErrorKind::DelimiterWithoutValue),
        Some(delimiter) if delimiter.contains('\\') => Err(LexErrorKind::DelimiterWithBackslash),
        Some(";") => Ok(DelimiterLine { delimiter: None, end }),
        delimiter => Ok(DelimiterLine { delimiter, end }),
    }
}
