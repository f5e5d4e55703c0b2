//! A statement as its words and what is known of it.

use limbeck_sql::{Classification, LexMode, TokenKind, classify, significant_tokens};
use limbeck_url::DialectName;

/// A statement as its words and what is known of it. The file may be another one by now: everything comes from the text.
pub(super) struct Read {
    /// Keywords and unquoted names in lower case, everything else as it is written.
    words: Vec<String>,
    pub(super) classification: Classification,
}

impl Read {
    pub(super) fn new(sql: &str, dialect: DialectName, mode: LexMode) -> Self {
        let words = significant_tokens(sql, dialect, mode)
            .unwrap_or_default()
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => token.text.to_ascii_lowercase(),
                _ => token.text.to_owned(),
            })
            .collect();
        Self { words, classification: classify(sql, dialect, mode) }
    }

    /// Whether it begins with these words.
    pub(super) fn begins(&self, words: &str) -> bool {
        let mut own = self.words.iter();
        words.split(' ').all(|word| own.next().is_some_and(|own| own == word))
    }

    /// Whether these words stand somewhere in it, one after the other.
    pub(super) fn has(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split(' ').collect();
        self.words.windows(words.len()).any(|window| window.iter().eq(&words))
    }

    /// The word behind this one.
    pub(super) fn behind(&self, word: &str) -> Option<&str> {
        let at = self.words.iter().position(|own| own == word)?;
        self.words.get(at + 1).map(String::as_str)
    }
}
