//! Which texts are constants, whose values can be asked for, and which are the present time.

use limbeck_sql::{LexMode, Token, TokenKind, significant_tokens};
use limbeck_url::DialectName;

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    significant_tokens(text, DialectName::PostgreSql, LexMode::default()).ok()
}

/// Whether the text is made of literals, signs, casts and arrays: nothing that calls a function or reads a column.
pub(super) fn is_constant(text: &str) -> bool {
    let Some(tokens) = tokens(text) else { return false };
    // Behind `::` words are the name of a type, until something else than a word or its modifier comes.
    let mut in_type = false;
    let mut literals = 0;
    for (position, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::String | TokenKind::Number => {
                literals += 1;
                in_type = in_type
                    && position > 0
                    && tokens
                        .get(position - 1)
                        .is_some_and(|before| before.is_symbol("(") || before.is_symbol(","));
            }
            TokenKind::Word | TokenKind::QuotedIdentifier if in_type => {}
            TokenKind::Word => {
                let word = ["true", "false", "null"].iter().any(|word| token.is_word(word));
                literals += usize::from(word);
                if !word && !token.is_word("array") {
                    return false;
                }
            }
            _ if token.is_symbol("::") => in_type = true,
            _ if ["+", "-", ",", "[", "]", "(", ")", "."].iter().any(|symbol| token.is_symbol(symbol)) => {}
            _ => return false,
        }
    }
    literals > 0 || text.trim_start().to_ascii_uppercase().starts_with("ARRAY[]")
}

/// Whether the text is the time at which the transaction began.
pub(super) fn is_now(text: &str) -> bool {
    let tokens = tokens(limbeck_sql::postgresql::without_outer_parentheses(text)).unwrap_or_default();
    let words: Vec<String> = tokens.iter().map(|token| token.text.to_ascii_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let bare = match &words[..] {
        [bare @ .., "::", "timestamptz"] | [bare @ .., "::", "timestamp", "with", "time", "zone"] => bare,
        all => all,
    };
    matches!(bare, ["now" | "transaction_timestamp", "(", ")"] | ["current_timestamp"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_call_nothing() {
        for text in [
            "0",
            "-1",
            "'x'::character varying",
            "'2020-01-01'::timestamp with time zone",
            "(1)::numeric(10,2)",
            "true",
            "NULL",
            "ARRAY['a'::text, 'b']",
            "'{}'::int[]",
            "ARRAY[]::integer[]",
        ] {
            assert!(is_constant(text), "{text}");
        }
        for text in [
            "now()",
            "CURRENT_TIMESTAMP",
            "nextval('s'::regclass)",
            "a",
            "lower('x')",
            "'a' || b",
            "(1 + f(2))",
            "'now'::text::date || x",
        ] {
            assert!(!is_constant(text), "{text}");
        }
    }

    #[test]
    fn the_present_has_several_names() {
        for text in ["now()", "NOW ( )", "CURRENT_TIMESTAMP", "transaction_timestamp()", "now()::timestamptz"]
        {
            assert!(is_now(text), "{text}");
        }
        for text in [
            "clock_timestamp()",
            "CURRENT_TIMESTAMP(3)",
            "now() + '1 day'::interval",
            "CURRENT_DATE",
            "'now'",
        ] {
            assert!(!is_now(text), "{text}");
        }
    }
}
