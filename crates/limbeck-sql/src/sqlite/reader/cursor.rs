//! A position in the tokens of a text.

use limbeck_url::DialectName;

use crate::lexer::{LexMode, Token, TokenKind, significant_tokens, without_outer_parentheses};
use crate::sqlite::text::name_of;

/// A stored text that is not the SQL it ought to be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} at byte {offset} of `{text}`")]
pub struct ReadError {
    expected: &'static str,
    offset: usize,
    text: String,
}

pub(super) struct Cursor<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    position: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, ReadError> {
        let tokens = significant_tokens(text, DialectName::Sqlite, LexMode::default())
            .map_err(|_| ReadError { expected: "complete SQL", offset: 0, text: text.to_owned() })?;
        Ok(Self { text, tokens, position: 0 })
    }

    pub(super) fn error(&self, expected: &'static str) -> ReadError {
        let offset = self.peek().map_or(self.text.len(), |token| token.start);
        ReadError { expected, offset, text: self.text.to_owned() }
    }

    pub(super) fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.position)
    }

    pub(super) fn peek_after(&self, steps: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.position + steps)
    }

    pub(super) fn advance(&mut self) {
        self.position += 1;
    }

    pub(super) fn at_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    pub(super) fn at_any_word(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.at_word(word))
    }

    pub(super) fn at_symbol(&self, symbol: &str) -> bool {
        self.peek().is_some_and(|token| token.is_symbol(symbol))
    }

    /// Takes the words if they come next, in this order.
    pub(super) fn take_words(&mut self, words: &[&str]) -> bool {
        let all = words
            .iter()
            .enumerate()
            .all(|(step, word)| self.peek_after(step).is_some_and(|token| token.is_word(word)));
        if all {
            self.position += words.len();
        }
        all
    }

    pub(super) fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.at_symbol(symbol);
        self.position += usize::from(found);
        found
    }

    pub(super) fn expect_words(&mut self, words: &[&str], expected: &'static str) -> Result<(), ReadError> {
        if self.take_words(words) { Ok(()) } else { Err(self.error(expected)) }
    }

    pub(super) fn expect_symbol(&mut self, symbol: &str, expected: &'static str) -> Result<(), ReadError> {
        if self.take_symbol(symbol) { Ok(()) } else { Err(self.error(expected)) }
    }

    /// A name: a word, or anything in quotes; SQLite takes even a string for one.
    pub(super) fn name(&mut self) -> Result<String, ReadError> {
        match self.peek() {
            Some(token) if is_name(token) => {
                let name = name_of(token);
                self.advance();
                Ok(name)
            }
            _ => Err(self.error("a name")),
        }
    }

    /// A name that may stand behind the name of its database.
    pub(super) fn qualified_name(&mut self) -> Result<String, ReadError> {
        let name = self.name()?;
        if self.take_symbol(".") { self.name() } else { Ok(name) }
    }

    /// Names in parentheses.
    pub(super) fn names_in_parentheses(&mut self) -> Result<Vec<String>, ReadError> {
        self.expect_symbol("(", "`(`")?;
        let mut names = vec![self.name()?];
        while self.take_symbol(",") {
            names.push(self.name()?);
        }
        self.expect_symbol(")", "`)`")?;
        Ok(names)
    }

    /// The text between parentheses, without those that enclose all of it.
    pub(super) fn in_parentheses(&mut self) -> Result<String, ReadError> {
        let start = self.position;
        self.skip_parentheses()?;
        let inner = without_outer_parentheses(&self.tokens[start..self.position]);
        Ok(self.slice(inner).to_owned())
    }

    /// The source text from the first of `tokens` to the last.
    pub(super) fn slice(&self, tokens: &[Token<'a>]) -> &'a str {
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.text[first.start..last.end()],
            _ => "",
        }
    }

    /// The tokens from `start` up to here.
    pub(super) fn since(&self, start: usize) -> &[Token<'a>] {
        &self.tokens[start..self.position]
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Everything from here to the end, as written.
    pub(super) fn rest(&self) -> &'a str {
        match (self.peek(), self.tokens.last()) {
            (Some(first), Some(last)) => {
                let end = if last.is_symbol(";") { last.start } else { last.end() };
                self.text[first.start..end].trim_end()
            }
            _ => "",
        }
    }

    pub(super) fn skip_parentheses(&mut self) -> Result<(), ReadError> {
        self.expect_symbol("(", "`(`")?;
        let mut depth = 1;
        while depth > 0 {
            if self.at_symbol("(") {
                depth += 1;
            } else if self.at_symbol(")") {
                depth -= 1;
            } else if self.peek().is_none() {
                return Err(self.error("`)`"));
            }
            self.advance();
        }
        Ok(())
    }
}

pub(super) fn is_name(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String)
}
