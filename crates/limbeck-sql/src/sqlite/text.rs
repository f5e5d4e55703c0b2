//! Comparing texts by their tokens, and replacing names in texts.

use limbeck_url::DialectName;

use super::names::quoted;
use crate::lexer::{
    LexMode, Token, TokenKind, significant_tokens, tokens, unquote, without_outer_parentheses,
};

/// The tokens of `text` that mean something, or `None` when it is no complete SQL.
pub(super) fn significant(text: &str) -> Option<Vec<Token<'_>>> {
    significant_tokens(text, DialectName::Sqlite, LexMode::default()).ok()
}

/// The name or string a token stands for.
pub(super) fn name_of(token: &Token<'_>) -> String {
    unquote(token, DialectName::Sqlite, LexMode::default()).into_owned()
}

/// Whether two texts are the same but for white space, comments, the case of words, the quotes of names, two spellings of one operator, and
/// parentheses around the whole.
#[must_use]
pub fn same_tokens(a: &str, b: &str) -> bool {
    match (significant(a), significant(b)) {
        (Some(a), Some(b)) => {
            let (a, b) = (without_outer_parentheses(&a), without_outer_parentheses(&b));
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| canonical(a) == canonical(b))
        }
        _ => a == b,
    }
}

fn canonical(token: &Token<'_>) -> (bool, String) {
    match token.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier => (false, name_of(token).to_ascii_lowercase()),
        TokenKind::String => (true, name_of(token)),
        _ => {
            let text = match token.text {
                "==" => "=",
                "!=" => "<>",
                other => other,
            };
            (false, text.to_ascii_lowercase())
        }
    }
}

/// Whether `text` speaks of `name`: as a word or in quotes, in any case.
#[must_use]
pub fn mentions(text: &str, name: &str) -> bool {
    significant(text).is_some_and(|tokens| tokens.iter().any(|token| is_name(token, name)))
}

fn is_name(token: &Token<'_>, name: &str) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String => {
            name_of(token).eq_ignore_ascii_case(name)
        }
        _ => false,
    }
}

/// `text` with every mention of the name `from` replaced by `to`; `None` when there is none. String literals are left alone.
pub(super) fn with_name_replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let tokens = tokens(text, DialectName::Sqlite, LexMode::default()).ok()?;
    let is_meant = |token: &Token<'_>| token.kind != TokenKind::String && is_name(token, from);
    if !tokens.iter().any(is_meant) {
        return None;
    }
    Some(
        tokens.iter().map(|token| if is_meant(token) { quoted(to) } else { token.text.to_owned() }).collect(),
    )
}

/// The text as a constant whose value SQLite can be asked for: a literal, or a signed number. `None` for anything else, `CURRENT_TIMESTAMP`
/// and words among them.
#[must_use]
pub fn constant(text: &str) -> Option<String> {
    let tokens = significant(text)?;
    let inner = without_outer_parentheses(&tokens);
    let (sign, literal) = match inner {
        [literal] => ("", literal),
        [sign, literal] if sign.is_symbol("-") => ("-", literal),
        [sign, literal] if sign.is_symbol("+") => ("", literal),
        _ => return None,
    };
    match literal.kind {
        TokenKind::Number => Some(format!("{sign}{}", literal.text)),
        TokenKind::String if sign.is_empty() => Some(literal.text.to_owned()),
        // In a default, a name in double quotes is a string (SQLite manual, "Double-quoted String Literals Are Accepted").
        TokenKind::QuotedIdentifier if sign.is_empty() => {
            Some(super::names::string_literal(&name_of(literal)))
        }
        TokenKind::Word
            if sign.is_empty() && ["true", "false", "null"].iter().any(|word| literal.is_word(word)) =>
        {
            Some(literal.text.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_count() {
        for (a, b) in [
            ("CURRENT_TIMESTAMP", "current_timestamp"),
            ("( datetime( 'now' ) )", "datetime('now')"),
            ("- 1", "-1"),
            ("X'00'", "x'00'"),
            ("\"a\" == 1 /* one */", "A = 1"),
            ("a != 1", "a <> 1"),
        ] {
            assert!(same_tokens(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn meaning_does() {
        for (a, b) in [("'A'", "'a'"), ("a + 1", "a + 2"), ("(a) + (b)", "a + b"), ("'x'", "x"), ("0", "0.0")]
        {
            assert!(!same_tokens(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn names_are_replaced_and_strings_are_not() {
        assert_eq!(
            with_name_replaced("CHECK (\"Old\" <> 'old' AND old > 0)", "old", "new name").as_deref(),
            Some("CHECK (\"new name\" <> 'old' AND \"new name\" > 0)")
        );
        assert_eq!(with_name_replaced("a > 'old'", "old", "new"), None);
    }

    #[test]
    fn constants_have_values() {
        assert_eq!(constant("(-1)").as_deref(), Some("-1"));
        assert_eq!(constant("+1").as_deref(), Some("1"));
        assert_eq!(constant("\"x\"").as_deref(), Some("'x'"));
        assert_eq!(constant("TRUE").as_deref(), Some("TRUE"));
        assert_eq!(constant("CURRENT_TIMESTAMP"), None);
        assert_eq!(constant("1 + 1"), None);
    }
}
