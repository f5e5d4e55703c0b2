use limbeck_url::DialectName;

use super::object::{ObjectKind, ObjectRef};
use crate::lexer::{LexMode, Token, TokenKind, unquote};

/// A reader of significant tokens that asks for words and takes them.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    pub(super) tokens: &'t [Token<'t>],
    pub(super) dialect: DialectName,
    pub(super) mode: LexMode,
}

impl<'t> Words<'t> {
    pub(super) fn first(&self) -> Option<&'t Token<'t>> {
        self.tokens.first()
    }

    /// Whether the next tokens are these words or symbols, separated by blanks.
    pub(super) fn is(&self, words: &str) -> bool {
        let mut tokens = self.tokens.iter();
        words.split(' ').all(|word| tokens.next().is_some_and(|token| matches(token, word)))
    }

    pub(super) fn is_any(&self, alternatives: &[&str]) -> bool {
        alternatives.iter().any(|words| self.is(words))
    }

    /// Takes these words, if they are next.
    pub(super) fn eat(&mut self, words: &str) -> bool {
        let found = self.is(words);
        if found {
            self.skip(words.split(' ').count());
        }
        found
    }

    /// Takes the first of these alternatives that is next, and says which.
    pub(super) fn eat_any<'w>(&mut self, alternatives: &[&'w str]) -> Option<&'w str> {
        alternatives.iter().copied().find(|words| self.eat(words))
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.tokens = self.tokens.get(count..).unwrap_or_default();
    }

    /// Whether these words follow one another anywhere outside parentheses.
    pub(super) fn contains(&self, words: &str) -> bool {
        self.find(words).is_some()
    }

    /// A reader that stands at the first place outside parentheses where these words follow one another.
    pub(super) fn find(&self, words: &str) -> Option<Self> {
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate() {
            if depth == 0 {
                let rest = Self { tokens: self.tokens.get(index..).unwrap_or_default(), ..self.clone() };
                if rest.is(words) {
                    return Some(rest);
                }
            }
            if token.is_symbol("(") {
                depth += 1;
            } else if token.is_symbol(")") {
                depth = depth.saturating_sub(1);
            }
        }
        None
    }

    /// A reader behind these words, see [`Words::find`].
    pub(super) fn after(&self, words: &str) -> Option<Self> {
        let mut found = self.find(words)?;
        found.skip(words.split(' ').count());
        Some(found)
    }

    /// Whether this word is anywhere, in parentheses too.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| token.is_word(word))
    }

    /// Skips a pair of parentheses with its content, if one opens here.
    pub(super) fn skip_parentheses(&mut self) -> bool {
        self.parentheses().is_some()
    }

    /// Takes a pair of parentheses and gives its content.
    pub(super) fn parentheses(&mut self) -> Option<Self> {
        if !self.is("(") {
            return None;
        }
        let mut depth = 0_usize;
        let close = self.tokens.iter().position(|token| {
            if token.is_symbol("(") {
                depth += 1;
            } else if token.is_symbol(")") {
                depth -= 1;
            }
            depth == 0
        });
        let close = close.unwrap_or(self.tokens.len());
        let content = Self { tokens: self.tokens.get(1..close).unwrap_or_default(), ..self.clone() };
        self.skip(close + 1);
        Some(content)
    }

    /// The parts between the commas outside parentheses.
    pub(super) fn parts(&self) -> Vec<Self> {
        let mut depth = 0_usize;
        self.tokens
            .split(|token| {
                if token.is_symbol("(") {
                    depth += 1;
                } else if token.is_symbol(")") {
                    depth = depth.saturating_sub(1);
                }
                depth == 0 && token.is_symbol(",")
            })
            .map(|tokens| Self { tokens, ..self.clone() })
            .collect()
    }

    /// Takes one name.
    pub(super) fn identifier(&mut self) -> Option<String> {
        let token = *self.first()?;
        let name = match token.kind {
            TokenKind::Word if self.dialect == DialectName::PostgreSql => token.text.to_ascii_lowercase(),
            TokenKind::Word => token.text.to_owned(),
            TokenKind::QuotedIdentifier => unquote(&token, self.dialect, self.mode).into_owned(),
            // SQLite takes a string for a name where only a name can be.
            TokenKind::String if self.dialect == DialectName::Sqlite => {
                unquote(&token, self.dialect, self.mode).into_owned()
            }
            _ => return None,
        };
        self.skip(1);
        Some(name)
    }

    /// Takes a name that may be qualified; of `catalog.schema.name` the last two.
    pub(super) fn name(&mut self) -> Option<(Option<String>, String)> {
        let mut schema = None;
        let mut name = self.identifier()?;
        while self.eat(".") {
            let Some(next) = self.identifier() else { break };
            schema = Some(std::mem::replace(&mut name, next));
        }
        Some((schema, name))
    }

    pub(super) fn object(&mut self, kind: ObjectKind) -> Option<ObjectRef> {
        self.name().map(|name| ObjectRef::new(kind, name))
    }

    /// Takes a list of names; argument lists and a `*` behind them are skipped (`DROP FUNCTION f(int), g(text)`).
    pub(super) fn objects(&mut self, kind: ObjectKind) -> Vec<ObjectRef> {
        let mut found = Vec::new();
        loop {
            self.eat("only");
            let Some(object) = self.object(kind) else { break };
            found.push(object);
            self.skip_parentheses();
            self.eat("*");
            if !self.eat(",") {
                break;
            }
        }
        found
    }
}

fn matches(token: &Token<'_>, word: &str) -> bool {
    token.is_word(word) || token.is_symbol(word)
}
