use limbeck_url::DialectName;

use super::Statement;
use super::blocks::Blocks;
use super::client::{client_command, delimiter_line, idle_command};
use super::settings::mode_after;
use crate::lexer::{LexError, LexErrorKind, LexMode, Position, Scanner, Token, TokenKind};

/// The statements of a text, in order. What lies between them is white space, comments, delimiters and `DELIMITER` lines; a statement
/// without anything in it is none. The last one needs no delimiter.
///
/// # Errors
/// What never ends (a quote, a comment, a parenthesis, a body), and what only a command-line client could run: `COPY … FROM stdin` and
/// commands such as `\connect`. [`LexError::hint`] says the way out.
pub fn split(text: &str, dialect: DialectName, mode: LexMode) -> Result<Vec<Statement<'_>>, LexError> {
    if let Some(at) = text.find('\0') {
        return Err(LexError::new(text, at, LexErrorKind::NulCharacter));
    }
    let mut splitter = Splitter {
        text,
        dialect,
        initial: mode,
        mode,
        scanner: Scanner::new(text, dialect, mode),
        custom_delimiter: false,
        open: None,
        executable_comment: false,
        position: Position::default(),
        statements: Vec::new(),
    };
    while let Some(token) = splitter.scanner.next().transpose()? {
        splitter.take(&token).map_err(|(at, kind)| LexError::new(text, at, kind))?;
    }
    splitter.finish_last().map_err(|(at, kind)| LexError::new(text, at, kind))?;
    Ok(splitter.statements)
}

type Fault = (usize, LexErrorKind);

struct Splitter<'a> {
    text: &'a str,
    dialect: DialectName,
    initial: LexMode,
    mode: LexMode,
    scanner: Scanner<'a>,
    custom_delimiter: bool,
    open: Option<Open<'a>>,
    executable_comment: bool,
    position: Position,
    statements: Vec<Statement<'a>>,
}

/// The statement that is being read.
struct Open<'a> {
    start: usize,
    end: usize,
    /// It has more than the beginning of an executable comment.
    has_code: bool,
    /// The word COPY is its first.
    is_copy: bool,
    /// The word SET or RESET is its first.
    may_change_mode: bool,
    previous: Option<Token<'a>>,
    blocks: Blocks<'a>,
}

impl<'a> Splitter<'a> {
    fn take(&mut self, token: &Token<'a>) -> Result<(), Fault> {
        match token.kind {
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment => Ok(()),
            TokenKind::ExecutableCommentStart => {
                self.executable_comment = true;
                self.open_at(token.start);
                Ok(())
            }
            TokenKind::ExecutableCommentEnd => {
                self.executable_comment = false;
                match &mut self.open {
                    Some(open) if open.has_code => open.end = token.end(),
                    _ => self.open = None,
                }
                Ok(())
            }
            // Half an executable comment is no statement.
            TokenKind::Delimiter if self.executable_comment => self.take_significant(token),
            // `DELIMITER delimiter` is possible; its end is a line that begins with the delimiter.
            TokenKind::Delimiter if self.open.is_none() && token.text.eq_ignore_ascii_case("delimiter") => {
                self.read_delimiter(token)
            }
            TokenKind::Delimiter => {
                self.finish();
                Ok(())
            }
            _ => self.take_significant(token),
        }
    }

    fn take_significant(&mut self, token: &Token<'a>) -> Result<(), Fault> {
        let first = !self.open.as_ref().is_some_and(|open| open.has_code);
        if first && let Some(end) = idle_command(self.text, token, self.dialect) {
            self.scanner.jump(end);
            return Ok(());
        }
        if let Some(kind) = client_command(self.text, token, first, self.dialect) {
            return Err((token.start, kind));
        }
        let is_semicolon = token.is_symbol(";");
        if first && is_semicolon {
            return Ok(());
        }
        if first && token.is_word("delimiter") && self.has_delimiter_lines() && !self.executable_comment {
            return self.read_delimiter(token);
        }
        let (custom_delimiter, executable_comment) = (self.custom_delimiter, self.executable_comment);
        let dialect = self.dialect;
        self.open_at(token.start);
        let Some(open) = &mut self.open else { return Ok(()) };
        if first {
            open.has_code = true;
            open.is_copy = dialect == DialectName::PostgreSql && token.is_word("copy");
            open.may_change_mode = token.is_word("set") || token.is_word("reset");
        }
        if open.is_copy && token.is_word("stdin") && open.previous.is_some_and(|it| it.is_word("from")) {
            return Err((open.start, LexErrorKind::CopyFromStdin));
        }
        open.previous = Some(*token);
        if !custom_delimiter {
            open.blocks.feed(token, &self.scanner)?;
            if is_semicolon && !executable_comment && open.blocks.may_end() {
                self.finish();
                return Ok(());
            }
        }
        // A `;` before a delimiter of one's own belongs to neither.
        if !is_semicolon {
            open.end = token.end();
        }
        Ok(())
    }

    fn read_delimiter(&mut self, token: &Token<'a>) -> Result<(), Fault> {
        let line = delimiter_line(self.text, token).map_err(|kind| (token.start, kind))?;
        self.custom_delimiter = line.delimiter.is_some();
        self.scanner.set_delimiter(line.delimiter);
        self.scanner.jump(line.end);
        Ok(())
    }

    fn has_delimiter_lines(&self) -> bool {
        matches!(self.dialect, DialectName::MySql | DialectName::MariaDb)
    }

    fn open_at(&mut self, start: usize) {
        let dialect = self.dialect;
        self.open.get_or_insert_with(|| Open {
            start,
            end: start,
            has_code: false,
            is_copy: false,
            may_change_mode: false,
            previous: None,
            blocks: Blocks::new(dialect),
        });
    }

    fn finish(&mut self) {
        let Some(open) = self.open.take() else { return };
        let before = self.statements.last().map_or(0, |statement| statement.range.end);
        self.position.advance(self.text, open.start);
        let text = self.text.get(open.start..open.end).unwrap_or_default();
        self.statements.push(Statement {
            text,
            range: open.start..open.end,
            line: self.position.line,
            column: self.position.column,
            leading: self.text.get(before..open.start).unwrap_or_default(),
            mode: self.mode,
        });
        if open.may_change_mode {
            self.mode = mode_after(text, self.dialect, self.mode, self.initial);
            self.scanner.set_mode(self.mode);
        }
    }

    fn finish_last(&mut self) -> Result<(), Fault> {
        if let Some(open) = &self.open
            && !self.custom_delimiter
            && let Some(fault) = open.blocks.unclosed()
        {
            return Err(fault);
        }
        self.finish();
        Ok(())
    }
}
