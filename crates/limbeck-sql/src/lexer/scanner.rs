use limbeck_url::DialectName;

use super::quotes::{comment_end, dollar_tag, quoted_end};
use super::{LexError, LexErrorKind, LexMode, Token, TokenKind};

type Scanned = Result<(TokenKind, usize), LexErrorKind>;

/// Reads one token after the other. The splitter drives it by hand, to change the delimiter between two tokens.
#[derive(Clone, Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    dialect: DialectName,
    mode: LexMode,
    delimiter: Option<&'a str>,
    /// Where the executable comment begins that the scanner is in.
    executable_comment: Option<usize>,
    /// PostgreSQL: `E'a'` and, on a later line, `'b'` are one literal, so the second part has escapes as well.
    continuation: Continuation,
    /// The last significant token was the word AS: the only place where MySQL's dollar quotes are.
    after_as: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Continuation {
    None,
    AfterEscapeString,
    OnALaterLine,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str, dialect: DialectName, mode: LexMode) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            dialect,
            mode,
            delimiter: None,
            executable_comment: None,
            continuation: Continuation::None,
            after_as: false,
        }
    }

    /// From here on, `delimiter` outside quotes and comments is a token of its own, wherever it stands (`END$$`, `END//`).
    pub(crate) fn set_delimiter(&mut self, delimiter: Option<&'a str>) {
        self.delimiter = delimiter;
    }

    /// From here on, the session has these settings.
    pub(crate) fn set_mode(&mut self, mode: LexMode) {
        self.mode = mode;
    }

    /// Goes on at `offset`, which must be a character boundary.
    pub(crate) fn jump(&mut self, offset: usize) {
        self.at = offset;
    }

    fn is_mysql(&self) -> bool {
        matches!(self.dialect, DialectName::MySql | DialectName::MariaDb)
    }

    fn byte(&self, ahead: usize) -> u8 {
        // NUL stands for the end too: no rule below asks for a NUL.
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn run(&self, from: usize, accepts: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|&byte| !accepts(byte)).unwrap_or(rest.len())
    }

    fn scan(&mut self) -> Scanned {
        let at = self.at;
        if let Some(delimiter) = self.delimiter
            && self.rest().starts_with(delimiter.as_bytes())
        {
            return Ok((TokenKind::Delimiter, at + delimiter.len()));
        }
        if at == 0 && self.text.starts_with('\u{feff}') {
            return Ok((TokenKind::Whitespace, 3));
        }
        match self.byte(0) {
            byte if is_space(byte) => Ok((TokenKind::Whitespace, self.run(at, is_space))),
            b'-' if self.byte(1) == b'-' && self.dashes_comment() => Ok(self.line_comment()),
            b'#' if self.is_mysql() => Ok(self.line_comment()),
            b'/' if self.byte(1) == b'*' => self.block_comment(),
            b'*' if self.byte(1) == b'/' && self.executable_comment.is_some() => {
                self.executable_comment = None;
                Ok((TokenKind::ExecutableCommentEnd, at + 2))
            }
            b'\'' => {
                let escapes = self.continuation == Continuation::OnALaterLine
                    || self.mode.backslash_escapes(self.dialect);
                self.quoted(0, escapes, TokenKind::String)
            }
            b'"' if self.is_mysql() && !self.mode.ansi_quotes => {
                self.quoted(0, self.mode.backslash_escapes(self.dialect), TokenKind::String)
            }
            b'"' => self.quoted(0, false, TokenKind::QuotedIdentifier),
            b'`' if self.dialect != DialectName::PostgreSql => {
                self.quoted(0, false, TokenKind::QuotedIdentifier)
            }
            b'[' if self.dialect == DialectName::Sqlite => {
                let end = self.run(at, |byte| byte != b']');
                if end == self.bytes.len() {
                    return Err(LexErrorKind::UnterminatedIdentifier);
                }
                Ok((TokenKind::QuotedIdentifier, end + 1))
            }
            b'$' if self.has_dollar_quotes() && dollar_tag(self.rest()).is_some() => self.dollar_quoted(),
            b'0'..=b'9' => Ok(self.number()),
            b'.' if self.byte(1).is_ascii_digit() && !self.follows_a_name() => Ok(self.number()),
            byte if self.begins_word(byte) => self.word(),
            byte => Ok(self.symbol(byte)),
        }
    }

    /// MySQL manual, "Comments": `--` needs white space or a control character after it, or the end.
    fn dashes_comment(&self) -> bool {
        !self.is_mysql() || self.at + 2 >= self.bytes.len() || self.byte(2) <= b' ' || self.byte(2) == 0x7f
    }

    fn line_comment(&self) -> (TokenKind, usize) {
        let carriage_return_ends = self.dialect == DialectName::PostgreSql;
        let end = self.run(self.at, |byte| byte != b'\n' && !(carriage_return_ends && byte == b'\r'));
        (TokenKind::LineComment, end)
    }

    fn block_comment(&mut self) -> Scanned {
        let at = self.at;
        if self.is_mysql() {
            let mariadb_only = self.byte(2) == b'M' && self.byte(3) == b'!';
            if self.byte(2) == b'!' || mariadb_only {
                let version_at = at + if mariadb_only { 4 } else { 3 };
                let digits = (self.run(version_at, |byte| byte.is_ascii_digit()) - version_at).min(6);
                // Fewer than five digits are no version but code: `/*!1 + 1*/`.
                let digits = if digits < 5 { 0 } else { digits };
                let version =
                    self.text.get(version_at..version_at + digits).and_then(|text| text.parse().ok());
                if self.mode.executes_comment(self.dialect, mariadb_only, version) {
                    self.executable_comment = Some(at);
                    return Ok((TokenKind::ExecutableCommentStart, version_at + digits));
                }
                // A skipped one may have plain comments in it, one level deep.
                return comment_end(self.bytes, at, true)
                    .map(|end| (TokenKind::BlockComment, end))
                    .ok_or(LexErrorKind::UnterminatedComment);
            }
        }
        comment_end(self.bytes, at, self.dialect == DialectName::PostgreSql)
            .map(|end| (TokenKind::BlockComment, end))
            .ok_or(LexErrorKind::UnterminatedComment)
    }

    /// A quoted token whose quote stands `prefix` bytes ahead.
    fn quoted(&self, prefix: usize, escapes: bool, kind: TokenKind) -> Scanned {
        quoted_end(self.bytes, self.at + prefix + 1, self.byte(prefix), escapes).map(|end| (kind, end)).ok_or(
            if kind == TokenKind::QuotedIdentifier {
                LexErrorKind::UnterminatedIdentifier
            } else {
                LexErrorKind::UnterminatedString
            },
        )
    }

    /// MySQL has them for the bodies of its JavaScript routines (`AS $$ … $$`); elsewhere `$` may begin a name there.
    fn has_dollar_quotes(&self) -> bool {
        match self.dialect {
            DialectName::PostgreSql => true,
            DialectName::MySql => self.after_as,
            DialectName::MariaDb | DialectName::Sqlite => false,
        }
    }

    fn dollar_quoted(&self) -> Scanned {
        let length = dollar_tag(self.rest()).unwrap_or_default();
        let tag = self.text.get(self.at..self.at + length).unwrap_or_default();
        let body = self.at + length;
        match self.text.get(body..).and_then(|rest| rest.find(tag)) {
            Some(found) => Ok((TokenKind::String, body + found + length)),
            None => Err(LexErrorKind::UnterminatedDollarQuote(tag.to_owned())),
        }
    }

    fn begins_word(&self, byte: u8) -> bool {
        byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii() || (byte == b'$' && self.is_mysql())
    }

    /// Whether the byte before is the end of a name, so that a `.` here is not a decimal point.
    fn follows_a_name(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|before| self.bytes.get(before));
        before.is_some_and(|&byte| is_word_byte(byte) || matches!(byte, b'"' | b'`' | b']'))
    }

    fn word(&self) -> Scanned {
        let (first, second) = (self.byte(0).to_ascii_lowercase(), self.byte(1));
        if second == b'\'' {
            let backslash = self.mode.backslash_escapes(self.dialect);
            match (self.dialect, first) {
                (DialectName::PostgreSql, b'e') => return self.quoted(1, true, TokenKind::String),
                (DialectName::PostgreSql | DialectName::MySql | DialectName::MariaDb, b'n') => {
                    return self.quoted(1, backslash, TokenKind::String);
                }
                (DialectName::Sqlite, b'x') | (_, b'b' | b'x')
                    if self.dialect != DialectName::Sqlite || first == b'x' =>
                {
                    return self.quoted(1, false, TokenKind::String);
                }
                _ => {}
            }
        }
        if self.dialect == DialectName::PostgreSql && first == b'u' && second == b'&' {
            match self.byte(2) {
                b'\'' => return self.quoted(2, false, TokenKind::String),
                b'"' => return self.quoted(2, false, TokenKind::QuotedIdentifier),
                _ => {}
            }
        }
        Ok((TokenKind::Word, self.run(self.at, is_word_byte)))
    }

    fn number(&self) -> (TokenKind, usize) {
        let at = self.at;
        if self.is_mysql() && (self.starts_inside_qualified_name() || self.is_mysql_name_with_digits()) {
            return (TokenKind::Word, self.run(at, is_word_byte));
        }
        if self.byte(0) == b'0' {
            let radix_digits: Option<fn(u8) -> bool> = match self.byte(1) {
                b'x' | b'X' => Some(|byte| byte.is_ascii_hexdigit() || byte == b'_'),
                b'b' | b'B' | b'o' | b'O' if self.dialect != DialectName::Sqlite => {
                    Some(|byte| byte.is_ascii_digit() || byte == b'_')
                }
                _ => None,
            };
            if let Some(accepts) = radix_digits {
                let end = self.run(at + 2, accepts);
                if end > at + 2 {
                    return (TokenKind::Number, end);
                }
            }
        }
        let digit = |byte: u8| byte.is_ascii_digit() || byte == b'_';
        let mut end = self.run(at, digit);
        if self.bytes.get(end) == Some(&b'.') && self.bytes.get(end + 1) != Some(&b'.') {
            end = self.run(end + 1, digit);
        }
        (TokenKind::Number, self.exponent_end(end))
    }

    fn exponent_end(&self, end: usize) -> usize {
        if !matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            return end;
        }
        let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
        let digits = self.run(end + 1 + sign, |byte| byte.is_ascii_digit());
        if digits > end + 1 + sign { digits } else { end }
    }

    /// `t.1a`: after a qualifying dot MySQL reads a name whatever it begins with.
    fn starts_inside_qualified_name(&self) -> bool {
        let Some(dot) = self.at.checked_sub(1) else { return false };
        let named = |byte: &u8| is_word_byte(*byte) || matches!(byte, b'`' | b'"');
        self.bytes.get(dot) == Some(&b'.')
            && dot.checked_sub(1).and_then(|before| self.bytes.get(before)).is_some_and(named)
    }

    /// MySQL's names may begin with digits (`2fa_codes`), if they are not digits alone or a number (`1e5`, `0xff`, `0b1`).
    fn is_mysql_name_with_digits(&self) -> bool {
        let digits = self.run(self.at, |byte| byte.is_ascii_digit());
        let end = self.run(self.at, is_word_byte);
        if end == digits || self.exponent_end(digits) == end {
            return false;
        }
        let word = self.bytes.get(self.at..end).unwrap_or_default();
        match word {
            [b'0', b'x', hex @ ..] if !hex.is_empty() => !hex.iter().all(u8::is_ascii_hexdigit),
            [b'0', b'b', bits @ ..] if !bits.is_empty() => !bits.iter().all(|bit| matches!(bit, b'0' | b'1')),
            // `1e` before a sign: the exponent goes on behind the word.
            _ => self.exponent_end(digits) == digits,
        }
    }

    fn symbol(&self, byte: u8) -> (TokenKind, usize) {
        let at = self.at;
        let one = (TokenKind::Operator, at + 1);
        match byte {
            b'(' | b')' | b',' | b';' | b'[' | b']' | b'{' | b'}' => (TokenKind::Punctuation, at + 1),
            b'.' if self.byte(1) == b'.' => (TokenKind::Operator, at + 2),
            b'.' => (TokenKind::Punctuation, at + 1),
            b'?' if self.dialect != DialectName::PostgreSql => {
                let digits = self.run(at + 1, |byte| byte.is_ascii_digit());
                (TokenKind::Parameter, if self.is_mysql() { at + 1 } else { digits })
            }
            b'$' if self.dialect == DialectName::PostgreSql && self.byte(1).is_ascii_digit() => {
                (TokenKind::Parameter, self.run(at + 1, |byte| byte.is_ascii_digit()))
            }
            b':' | b'@' | b'$' | b'#'
                if self.dialect == DialectName::Sqlite && is_word_byte(self.byte(1)) =>
            {
                (TokenKind::Parameter, self.run(at + 1, is_word_byte))
            }
            b'@' if self.is_mysql() => (TokenKind::Variable, self.variable_end()),
            b':' => match self.byte(1) {
                b':' | b'=' => (TokenKind::Operator, at + 2),
                _ => one,
            },
            _ if self.dialect == DialectName::PostgreSql => {
                (TokenKind::Operator, self.postgresql_operator_end())
            }
            _ => {
                let known = ["->>", "<=>", "->", "||", "&&", "<<", ">>", "<=", ">=", "<>", "!=", "=="];
                let operator = known.iter().find(|known| self.rest().starts_with(known.as_bytes()));
                let end = operator.map_or(at + 1, |operator| at + operator.len());
                (TokenKind::Operator, end)
            }
        }
    }

    /// `@x`, `@@session.x`, `` @`x y` ``, `@'x'`. An `@` that none of these follows stands alone.
    fn variable_end(&self) -> usize {
        let at = self.at;
        if self.byte(1) == b'@' {
            return self.run(at + 2, |byte| is_word_byte(byte) || byte == b'.');
        }
        match self.byte(1) {
            quote @ (b'`' | b'\'' | b'"') => {
                let escapes = quote != b'`' && self.mode.backslash_escapes(self.dialect);
                quoted_end(self.bytes, at + 2, quote, escapes).unwrap_or(at + 1)
            }
            // Names of variables and hosts may have dots in them.
            _ => self.run(at + 1, |byte| is_word_byte(byte) || byte == b'.'),
        }
    }

    /// A delimiter ends a token in which it stands, or begins: `END$$`, `END//`, `1||`.
    fn cut_by_delimiter(&self, kind: TokenKind, end: usize) -> usize {
        let Some(delimiter) = self.delimiter else { return end };
        if !matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Operator | TokenKind::Variable) {
            return end;
        }
        let begins =
            |from: &usize| self.bytes.get(*from..).is_some_and(|rest| rest.starts_with(delimiter.as_bytes()));
        (self.at + 1..end).find(begins).unwrap_or(end)
    }

    /// PostgreSQL manual, 4.1.3: as long as possible, no comment in it, and a trailing `+` or `-` only after certain characters.
    fn postgresql_operator_end(&self) -> usize {
        let at = self.at;
        let limit = self.run(at, is_operator_byte);
        let operator = self.bytes.get(at..limit).unwrap_or_default();
        let comment = operator.windows(2).position(|pair| pair == b"--" || pair == b"/*");
        let mut length = comment.unwrap_or(operator.len());
        if length == 0 {
            return at + self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
        let may_end_in_sign = operator.iter().take(length).any(|byte| b"~!@#%^&|`?".contains(byte));
        while length > 1 && !may_end_in_sign && matches!(operator.get(length - 1), Some(b'+' | b'-')) {
            length -= 1;
        }
        at + length
    }

    fn remember(&mut self, token: &Token<'_>) {
        let is_escape_string = token.kind == TokenKind::String
            && (token.text.starts_with(['e', 'E'])
                || (token.text.starts_with('\'') && self.continuation == Continuation::OnALaterLine));
        self.continuation = match token.kind {
            _ if self.dialect != DialectName::PostgreSql => Continuation::None,
            _ if is_escape_string => Continuation::AfterEscapeString,
            TokenKind::Whitespace | TokenKind::LineComment => match self.continuation {
                Continuation::AfterEscapeString if token.text.contains(['\n', '\r']) => {
                    Continuation::OnALaterLine
                }
                unchanged => unchanged,
            },
            _ => Continuation::None,
        };
        if !token.is_trivia() {
            self.after_as = token.is_word("as");
        }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Result<Token<'a>, LexError>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if start >= self.bytes.len() {
            let opened = self.executable_comment.take()?;
            return Some(Err(LexError::new(self.text, opened, LexErrorKind::UnterminatedExecutableComment)));
        }
        match self.scan() {
            Ok((kind, end)) => {
                let end = self.cut_by_delimiter(kind, end);
                self.at = end;
                let token = Token { kind, text: self.text.get(start..end).unwrap_or_default(), start };
                self.remember(&token);
                Some(Ok(token))
            }
            Err(kind) => {
                self.at = self.bytes.len();
                self.executable_comment = None;
                Some(Err(LexError::new(self.text, start, kind)))
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

fn is_operator_byte(byte: u8) -> bool {
    b"+-*/<>=~!@#%^&|`?".contains(&byte)
}
