//! Texts that the servers print: comparing them by tokens, undoing what they add.

use limbeck_url::DialectName;

use super::names::{quoted, string_literal};
use crate::lexer::{
    LexMode, Token, TokenKind, significant_tokens, tokens, unquote, without_outer_parentheses,
};

/// Both servers lex alike where no server version counts.
const LEXED_AS: DialectName = DialectName::MySql;

/// The tokens of `text` that mean something, or `None` when it is no complete SQL.
pub(super) fn significant(text: &str) -> Option<Vec<Token<'_>>> {
    significant_tokens(text, LEXED_AS, LexMode::default()).ok()
}

/// The name or string a token stands for.
pub(super) fn name_of(token: &Token<'_>) -> String {
    unquote(token, LEXED_AS, LexMode::default()).into_owned()
}

/// Whether two expressions are the same but for white space, comments, the case of words, the quotes of names, character set introducers that
/// say nothing, two spellings of one operator, and parentheses around the whole.
#[must_use]
pub fn same_tokens(a: &str, b: &str) -> bool {
    match (significant(a), significant(b)) {
        (Some(a), Some(b)) => {
            let (a, b) = (meant(&a), meant(&b));
            let (a, b) = (without_outer_parentheses(&a), without_outer_parentheses(&b));
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| canonical(a) == canonical(b))
        }
        _ => a == b,
    }
}

/// Whether two bodies of routines are the same but for white space and comments: clients send comments or do not, and the server keeps what it
/// was sent.
#[must_use]
pub fn same_body(a: &str, b: &str) -> bool {
    match (significant(a), significant(b)) {
        (Some(a), Some(b)) => {
            let end = |tokens: &[Token<'_>]| tokens.last().is_some_and(|token| token.is_symbol(";"));
            let (a, b) = (&a[..a.len() - usize::from(end(&a))], &b[..b.len() - usize::from(end(&b))]);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.text == b.text)
        }
        _ => a.trim() == b.trim(),
    }
}

/// What an event that was given no start has in its definition: the moment at which it was made, and from which its time counts.
#[must_use]
pub fn since(moment: &str) -> String {
    format!("/* since {} */", string_literal(moment))
}

/// The definition without what [`since`] put there: whoever runs it means the moment at which it is run.
pub(super) fn without_since(definition: &str) -> String {
    match (definition.split_once(" /* since '"), since_of(definition)) {
        (Some((before, rest)), Some(_)) => {
            format!("{before}{}", rest.split_once(" */").map_or(rest, |(_, behind)| behind))
        }
        _ => definition.to_owned(),
    }
}

fn since_of(definition: &str) -> Option<&str> {
    if !significant(definition)?.iter().take(16).any(|token| token.is_word("event")) {
        return None;
    }
    Some(definition.split_once("/* since ")?.1.split_once(" */")?.0)
}

/// Whether two definitions of a routine or an event are the same. An event of which the desired side says no start may have any.
#[must_use]
pub fn same_routine(actual: &str, desired: &str) -> bool {
    if same_body(actual, desired) {
        return true;
    }
    let (Some(a), Some(d)) = (significant(actual), significant(desired)) else { return false };
    let (a, actual_start) = without_start(a);
    let (d, desired_start) = without_start(d);
    let same_start = match desired_start {
        None => true,
        Some(start) => Some(start) == actual_start.or_else(|| since_of(actual)),
    };
    same_start && a.len() == d.len() && a.iter().zip(&d).all(|(a, d)| a.text == d.text)
}

/// The tokens without `STARTS 'moment'` in the schedule of an event, and the moment.
fn without_start<'t>(mut tokens: Vec<Token<'t>>) -> (Vec<Token<'t>>, Option<&'t str>) {
    let schedule = tokens.iter().position(|token| token.is_word("schedule"));
    let end = tokens.iter().position(|token| token.is_word("do"));
    let starts = tokens.iter().position(|token| token.is_word("starts"));
    match (schedule, starts, end) {
        (Some(schedule), Some(starts), Some(end)) if schedule < starts && starts + 1 < end => {
            let moment = tokens[starts + 1].text;
            tokens.drain(starts..starts + 2);
            (tokens, Some(moment))
        }
        _ => (tokens, None),
    }
}

fn canonical(token: &Token<'_>) -> (bool, String) {
    match token.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier => (false, name_of(token).to_ascii_lowercase()),
        TokenKind::String => (true, name_of(token)),
        _ => {
            let text = match token.text {
                "!=" => "<>",
                other => other,
            };
            (false, text.to_ascii_lowercase())
        }
    }
}

/// The tokens without introducers that say nothing.
fn meant<'s>(tokens: &[Token<'s>]) -> Vec<Token<'s>> {
    let mut meant = Vec::with_capacity(tokens.len());
    for (position, token) in tokens.iter().enumerate() {
        if !says_nothing(token, tokens.get(position + 1)) {
            meant.push(*token);
        }
    }
    meant
}

/// Whether the token is an introducer of the session's own character set, or one before a string that is the same in every one.
fn says_nothing(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let Some(next) = next.filter(|next| next.kind == TokenKind::String && next.text.starts_with('\'')) else {
        return false;
    };
    let Some(charset) = token.text.strip_prefix('_').filter(|_| token.kind == TokenKind::Word) else {
        return false;
    };
    let same_in_every = ["utf8mb4", "utf8mb3", "utf8", "latin1", "ascii"];
    charset.eq_ignore_ascii_case("utf8mb4")
        || (next.text.is_ascii() && same_in_every.iter().any(|known| charset.eq_ignore_ascii_case(known)))
}

/// The text without character set introducers that say nothing: a session in `utf8mb4` puts them back.
#[must_use]
pub fn without_introducers(text: &str) -> String {
    let Ok(all) = tokens(text, LEXED_AS, LexMode::default()) else { return text.to_owned() };
    let mut kept = String::with_capacity(text.len());
    for (position, token) in all.iter().enumerate() {
        let next = all.get(position + 1..).and_then(|rest| rest.iter().find(|token| !token.is_trivia()));
        if !says_nothing(token, next) {
            kept.push_str(token.text);
        }
    }
    kept
}

/// An expression as a catalog keeps it: without parentheses around the whole.
#[must_use]
pub fn expression(text: &str) -> String {
    let Some(tokens) = significant(text) else { return text.trim().to_owned() };
    match without_outer_parentheses(&tokens) {
        [] => text.trim().to_owned(),
        [first, .., last] => text.get(first.start..last.end()).unwrap_or_default().to_owned(),
        [only] => only.text.to_owned(),
    }
}

/// Undoes the escapes that MySQL's `information_schema` puts into expressions: `_utf8mb4\'x\'` is `_utf8mb4'x'`.
#[must_use]
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('0') => plain.push('\0'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('Z') => plain.push('\u{1a}'),
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}

/// A view's query without the name of its own database, which `SHOW CREATE VIEW` leaves out and `information_schema` does not.
///
/// `` `db`.`t`.`c` `` always names the database; `` `db`.`x` `` does when `is_object` knows `x` as a table, view or routine: a table's alias may
/// be called like the database.
#[must_use]
pub fn without_database(text: &str, database: &str, is_object: impl Fn(&str) -> bool) -> String {
    let Ok(all) = tokens(text, LEXED_AS, LexMode::default()) else { return text.to_owned() };
    let mut kept = String::with_capacity(text.len());
    let mut position = 0;
    while let Some(token) = all.get(position) {
        let follows = |offset: usize| all.get(position + offset);
        let is_name = matches!(token.kind, TokenKind::QuotedIdentifier | TokenKind::Word);
        let qualifies = is_name
            && name_of(token) == database
            && follows(1).is_some_and(|dot| dot.is_symbol("."))
            && !position
                .checked_sub(1)
                .and_then(|before| all.get(before))
                .is_some_and(|dot| dot.is_symbol("."))
            && follows(2).is_some_and(|name| {
                follows(3).is_some_and(|dot| dot.is_symbol(".")) || is_object(&name_of(name))
            });
        if qualifies {
            position += 2;
        } else {
            kept.push_str(token.text);
            position += 1;
        }
    }
    kept
}

/// Whether `text` speaks of `name`: as a word or in quotes, in any case.
#[must_use]
pub fn mentions(text: &str, name: &str) -> bool {
    significant(text).is_some_and(|tokens| tokens.iter().any(|token| is_name(token, name)))
}

/// Whether the query `text` may read the table or view `name`: it speaks of it elsewhere than behind a `.` or `AS`, where columns are named.
#[must_use]
pub fn may_read(text: &str, name: &str) -> bool {
    let names_column = |before: Option<&Token<'_>>| {
        before.is_some_and(|token| {
            token.text == "." || token.kind == TokenKind::Word && token.text.eq_ignore_ascii_case("as")
        })
    };
    significant(text).is_some_and(|tokens| {
        tokens.iter().enumerate().any(|(position, token)| {
            is_name(token, name)
                && !names_column(position.checked_sub(1).and_then(|before| tokens.get(before)))
        })
    })
}

fn is_name(token: &Token<'_>, name: &str) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier)
        && name_of(token).eq_ignore_ascii_case(name)
}

/// `text` with every mention of the name `from` replaced by `to`; `None` when there is none.
pub(super) fn with_name_replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let tokens = tokens(text, LEXED_AS, LexMode::default()).ok()?;
    if !tokens.iter().any(|token| is_name(token, from)) {
        return None;
    }
    let replaced = |token: &Token<'_>| {
        if !is_name(token, from) {
            token.text.to_owned()
        } else if token.kind == TokenKind::QuotedIdentifier {
            format!("`{}`", to.replace('`', "``"))
        } else {
            quoted(to)
        }
    };
    Some(tokens.iter().map(replaced).collect())
}

/// Whether the text is a literal: a string, a number with or without a sign, a bit or hexadecimal literal, NULL, TRUE, FALSE.
pub(super) fn is_literal(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [one] => {
            matches!(one.kind, TokenKind::String | TokenKind::Number)
                || ["null", "true", "false"].iter().any(|word| one.is_word(word))
        }
        [sign, number] => {
            (sign.is_symbol("-") || sign.is_symbol("+")) && number.kind == TokenKind::Number
                || (sign.kind == TokenKind::Word && number.kind == TokenKind::String)
        }
        _ => false,
    }
}

/// Whether the text of a default, without parentheses, is a literal.
#[must_use]
pub fn is_default_literal(text: &str) -> bool {
    significant(text).is_some_and(|tokens| is_literal(without_outer_parentheses(&tokens)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_count() {
        for (a, b) in [
            ("CURRENT_TIMESTAMP", "current_timestamp"),
            ("((`a` > 1))", "a>1"),
            ("concat(`a`,_utf8mb4'x')", "concat(a, 'x')"),
            ("_latin1'x'", "'x'"),
            ("a != 1 -- one", "a <> 1"),
        ] {
            assert!(same_tokens(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn meaning_does() {
        for (a, b) in
            [("'A'", "'a'"), ("a + 1", "a + 2"), ("'x'", "x"), ("_latin1'é'", "'é'"), ("_binary'x'", "'x'")]
        {
            assert!(!same_tokens(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn what_the_servers_add_is_undone() {
        assert_eq!(expression(&without_introducers("((`a` <> _utf8mb4'it\\'s'))")), "`a` <> 'it\\'s'");
        assert_eq!(unescaped(r"concat(_utf8mb4\'q\\\'\\\\\')"), r"concat(_utf8mb4'q\'\\')");
        assert_eq!(
            without_database(
                "select `d`.`t`.`a` AS `a`,`d`.`f`(1),`d`.`x` from `d`.`t` `d`",
                "d",
                |name| name != "x"
            ),
            "select `t`.`a` AS `a`,`f`(1),`d`.`x` from `t` `d`"
        );
    }

    #[test]
    fn bodies_differ_in_case_but_not_in_comments() {
        assert!(same_body("begin /* x */ select 1; end;", "begin\n  select 1;\nend"));
        assert!(!same_body("begin select a; end", "begin select A; end"));
    }

    #[test]
    fn an_event_without_a_start_starts_when_it_is_made() {
        let plain =
            |clause: &str| format!("CREATE EVENT e ON SCHEDULE EVERY 1 DAY{clause} DO DELETE FROM starts");
        let made = plain(&format!(" {}", since("2026-01-01 00:00:00")));
        let other = plain(&format!(" {}", since("2027-01-01 00:00:00")));
        assert!(same_routine(&made, &other));
        assert!(same_routine(&made, &plain(" STARTS '2026-01-01 00:00:00'")));
        assert!(!same_routine(&made, &plain(" STARTS '2026-01-02 00:00:00'")));
        assert!(same_routine(&plain(" STARTS '2026-01-02 00:00:00'"), &made));
        assert!(!same_routine(
            &plain(" STARTS '2026-01-02 00:00:00'"),
            &plain(" STARTS '2026-01-03 00:00:00'")
        ));
        assert!(!same_routine(&made, &plain("").replace('1', "2")));
        assert_eq!(without_since(&made), plain(""));
        assert_eq!(without_since("SELECT 1 /* since 'x' */"), "SELECT 1 /* since 'x' */");
    }

    #[test]
    fn names_are_replaced_and_strings_are_not() {
        assert_eq!(with_name_replaced("`old` <> 'old'", "old", "new").as_deref(), Some("`new` <> 'old'"));
        assert_eq!(with_name_replaced("a > 'old'", "old", "new"), None);
    }
}
