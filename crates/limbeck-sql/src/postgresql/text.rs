//! Comparing texts by their tokens, and replacing names in them.

use std::collections::BTreeSet;

use limbeck_url::DialectName;

use super::names::quoted;
use crate::lexer::without_outer_parentheses as without_parentheses;
use crate::lexer::{LexMode, Token, TokenKind, significant_tokens, tokens, unquote};

fn significant(text: &str) -> Option<Vec<Token<'_>>> {
    significant_tokens(text, DialectName::PostgreSql, LexMode::default()).ok()
}

/// The name or string a token stands for; words in lower case, as PostgreSQL folds them.
fn meaning(token: &Token<'_>) -> String {
    match token.kind {
        TokenKind::Word => token.text.to_lowercase(),
        TokenKind::QuotedIdentifier | TokenKind::String => {
            unquote(token, DialectName::PostgreSql, LexMode::default()).into_owned()
        }
        _ => match token.text {
            "!=" => "<>".to_owned(),
            text => text.to_lowercase(),
        },
    }
}

/// Whether two texts are the same but for white space, comments, the case of words, the quotes of names, two spellings of one operator, and
/// parentheses around the whole.
pub(super) fn same_tokens(a: &str, b: &str) -> bool {
    match (significant(a), significant(b)) {
        (Some(a), Some(b)) => {
            let (a, b) = (without_parentheses(&a), without_parentheses(&b));
            let same = |(a, b): (&Token<'_>, &Token<'_>)| {
                (a.kind == TokenKind::String) == (b.kind == TokenKind::String) && meaning(a) == meaning(b)
            };
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        _ => a == b,
    }
}

/// The expression without parentheses that enclose all of it.
#[must_use]
pub fn without_outer_parentheses(text: &str) -> &str {
    let whole = text.trim();
    if !whole.starts_with('(') || !whole.ends_with(')') {
        return whole;
    }
    let Some(tokens) = significant(whole) else { return whole };
    match without_parentheses(&tokens) {
        [] => whole,
        inside @ [first, ..] => {
            let end = inside.last().map_or(first.end(), Token::end);
            whole.get(first.start..end).unwrap_or(whole)
        }
    }
}

/// Whether an expression is a single term: a literal, a name or a call, with casts behind it, and no operator that a grammar could read on.
pub(super) fn is_term(text: &str) -> bool {
    const OPERATORS: &[&str] = &[
        "and", "at", "between", "collate", "ilike", "in", "is", "isnull", "like", "not", "notnull",
        "operator", "or", "overlaps", "similar",
    ];
    let Some(tokens) = significant(text) else { return false };
    let mut depth = 0_usize;
    let mut in_type = false;
    let mut terms = 0;
    let mut after_point = false;
    for (position, token) in tokens.iter().enumerate() {
        if token.is_symbol(")") || token.is_symbol("]") {
            depth = depth.saturating_sub(1);
            continue;
        }
        let opens = token.is_symbol("(") || token.is_symbol("[");
        if depth == 0 {
            match token.kind {
                _ if opens => terms += usize::from(position == 0),
                TokenKind::Word if OPERATORS.iter().any(|word| token.is_word(word)) => return false,
                TokenKind::Word | TokenKind::QuotedIdentifier if in_type => {}
                TokenKind::Word | TokenKind::QuotedIdentifier => terms += usize::from(!after_point),
                TokenKind::String | TokenKind::Number => terms += 1,
                _ if token.is_symbol("::") => in_type = true,
                _ if token.is_symbol(".") => {}
                _ if token.is_symbol("-") && position == 0 => {}
                _ => return false,
            }
        }
        after_point = token.is_symbol(".");
        depth += usize::from(opens);
    }
    terms == 1
}

/// Every name in the text: words in lower case, quoted names as they are; in strings as well, for a body may be one.
#[must_use]
pub fn words_of(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for token in significant(text).unwrap_or_default() {
        match token.kind {
            TokenKind::Word | TokenKind::QuotedIdentifier => {
                words.insert(meaning(&token));
            }
            // `'t_id_seq'::regclass`, and bodies of functions.
            TokenKind::String => {
                let inside = meaning(&token);
                if token.text.starts_with('$') {
                    words.extend(words_of(&inside));
                } else {
                    words.insert(inside.rsplit('.').next().unwrap_or_default().trim_matches('"').to_owned());
                    words.insert(inside);
                }
            }
            _ => {}
        }
    }
    words
}

/// The names in the text that are called: those before a parenthesis, in bodies of functions as well.
#[must_use]
pub fn calls_in(text: &str) -> BTreeSet<String> {
    let tokens = significant(text).unwrap_or_default();
    let called = tokens.windows(2).filter_map(|pair| match pair {
        [name, open]
            if open.is_symbol("(") && matches!(name.kind, TokenKind::Word | TokenKind::QuotedIdentifier) =>
        {
            Some(meaning(name))
        }
        _ => None,
    });
    let mut calls: BTreeSet<String> = called.collect();
    for body in tokens.iter().filter(|token| token.kind == TokenKind::String) {
        calls.extend(calls_in(&meaning(body)));
    }
    calls
}

/// Whether `text` speaks of `name`.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    // Most texts do not hold the letters at all. A quote in a name may be written twice.
    (name.contains(['"', '\'']) || contains_folded(text, name)) && words_of(text).contains(name)
}

fn contains_folded(text: &str, name: &str) -> bool {
    text.contains(name) || text.to_lowercase().contains(&name.to_lowercase())
}

/// `text` with every mention of the name `from` replaced by `to`; `None` when there is none. Strings are left alone.
pub(super) fn with_name_replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let tokens = tokens(text, DialectName::PostgreSql, LexMode::default()).ok()?;
    let is_meant = |token: &Token<'_>| {
        matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier) && meaning(token) == from
    };
    if !tokens.iter().any(is_meant) {
        return None;
    }
    Some(
        tokens.iter().map(|token| if is_meant(token) { quoted(to) } else { token.text.to_owned() }).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_count() {
        for (a, b) in [
            ("NOW()", "now()"),
            ("((a > 0))", "a > 0"),
            ("\"a\" != 1 /* one */", "A <> 1"),
            ("'x'::TEXT", "'x'::text"),
            ("$$x$$", "'x'"),
        ] {
            assert!(same_tokens(a, b), "{a} and {b}");
        }
        for (a, b) in [("'A'", "'a'"), ("\"A\"", "a"), ("(a) + (b)", "a + b"), ("'x'", "x"), ("0", "0.0")] {
            assert!(!same_tokens(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn what_stands_before_a_parenthesis_is_called() {
        let text = "CREATE FUNCTION z(x integer) AS $$ SELECT max(a) + \"F\" (b) FROM t WHERE 'g(1)' = a $$";
        let calls: Vec<String> = calls_in(text).into_iter().collect();
        assert_eq!(calls, ["F", "g", "max", "z"]);
    }

    #[test]
    fn terms_need_no_parentheses() {
        for text in [
            "0",
            "-1",
            "'x'::character varying(20)",
            "'{}'::text[]",
            "now()",
            "app.f(1, 2)",
            "ARRAY['a'::text, 'b'::text]",
            "(1 + 2)",
            "CURRENT_TIMESTAMP",
            "'2020-01-01'::timestamp without time zone",
            "nextval('s'::regclass)",
            "('a' || 'b')::text",
            "NULL::\"T\"",
        ] {
            assert!(is_term(text), "{text}");
        }
        for text in [
            "now() AT TIME ZONE 'utc'::text",
            "1 + 2",
            "INTERVAL '1 day'",
            "CASE WHEN true THEN 1 ELSE 2 END",
            "'a' || 'b'",
            "a IS NULL",
            "'x'::text COLLATE \"C\"",
            "NOT true",
            "",
        ] {
            assert!(!is_term(text), "{text}");
        }
    }

    #[test]
    fn only_parentheses_around_the_whole_go() {
        assert_eq!(without_outer_parentheses("((a > 0))"), "a > 0");
        assert_eq!(without_outer_parentheses("(a) + (b)"), "(a) + (b)");
        assert_eq!(without_outer_parentheses("')' || ('(')"), "')' || ('(')");
        assert_eq!(without_outer_parentheses("()"), "()");
    }

    #[test]
    fn names_are_found_in_quotes_and_bodies() {
        assert!(mentions("SELECT \"Order\" FROM t", "Order"));
        assert!(!mentions("SELECT \"Order\" FROM t", "order"));
        assert!(mentions("SELECT \"a\"\"b\" FROM t", "a\"b"));
        assert!(mentions("AS $$ SELECT * FROM Users $$", "users"));
        assert!(mentions("nextval('app.t_id_seq'::regclass)", "t_id_seq"));
        assert!(!mentions("SELECT users_2", "users"));
    }

    #[test]
    fn names_are_replaced_and_strings_are_not() {
        assert_eq!(
            with_name_replaced("Old <> 'old' AND \"old\" > 0", "old", "New").as_deref(),
            Some("\"New\" <> 'old' AND \"New\" > 0")
        );
        assert_eq!(with_name_replaced("a > 'old'", "old", "new"), None);
    }
}
