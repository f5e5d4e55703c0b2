//! Settings inside the text that change how the rest of it is read.

use limbeck_url::DialectName;

use crate::lexer::{LexMode, Token, TokenKind, significant_tokens, unquote};

/// The mode in which the text after `statement` is read; `initial` is that of the text's beginning.
///
/// Only constants are understood. `@OLD_SQL_MODE` and the like, as dumps restore it, is taken for the initial mode.
pub(super) fn mode_after(statement: &str, dialect: DialectName, mode: LexMode, initial: LexMode) -> LexMode {
    let Ok(tokens) = significant_tokens(statement, dialect, mode) else { return mode };
    match dialect {
        DialectName::PostgreSql => conforming_strings(&tokens, dialect, mode, initial),
        DialectName::MySql | DialectName::MariaDb
            if tokens.first().is_some_and(|first| first.is_word("set")) =>
        {
            sql_mode(&tokens, dialect, mode, initial)
        }
        _ => mode,
    }
}

/// `SET [SESSION | LOCAL] standard_conforming_strings { = | TO } value`, `RESET standard_conforming_strings`
fn conforming_strings(
    tokens: &[Token<'_>],
    dialect: DialectName,
    mode: LexMode,
    initial: LexMode,
) -> LexMode {
    let Some(name) = tokens.iter().take(3).position(|token| token.is_word("standard_conforming_strings"))
    else {
        return mode;
    };
    let value = tokens.get(name + 2).map(|token| unquote(token, dialect, mode).to_ascii_lowercase());
    let standard_conforming_strings = match value.as_deref() {
        Some("on" | "true" | "yes" | "1") => true,
        Some("off" | "false" | "no" | "0") => false,
        _ => initial.standard_conforming_strings,
    };
    LexMode { standard_conforming_strings, ..mode }
}

/// `SET [SESSION] sql_mode = value`, alone or among other assignments.
fn sql_mode(tokens: &[Token<'_>], dialect: DialectName, mode: LexMode, initial: LexMode) -> LexMode {
    let mut mode = mode;
    for (index, token) in tokens.iter().enumerate() {
        let name = token.text.trim_start_matches("@@").to_ascii_lowercase();
        let is_ours = match token.kind {
            TokenKind::Word => !index.checked_sub(1).is_some_and(|before| is_global(tokens.get(before))),
            TokenKind::Variable => token.text.starts_with("@@"),
            _ => false,
        };
        let sets = tokens.get(index + 1).is_some_and(|token| token.is_symbol("=") || token.is_symbol(":="));
        if !is_ours || !sets || !matches!(&*name, "sql_mode" | "session.sql_mode" | "local.sql_mode") {
            continue;
        }
        let Some(value) = tokens.get(index + 2) else { continue };
        mode = match value.kind {
            TokenKind::String => named_modes(&unquote(value, dialect, mode), mode),
            TokenKind::Word if value.is_word("concat") => {
                let added = tokens.iter().skip(index + 3).filter(|token| token.kind == TokenKind::String);
                let added: Vec<_> = added.map(|token| unquote(token, dialect, mode)).collect();
                let named = named_modes(&added.join(","), mode);
                LexMode {
                    ansi_quotes: mode.ansi_quotes || named.ansi_quotes,
                    no_backslash_escapes: mode.no_backslash_escapes || named.no_backslash_escapes,
                    ..mode
                }
            }
            TokenKind::Variable => initial_modes(mode, initial),
            TokenKind::Word if value.is_word("default") => initial_modes(mode, initial),
            // An expression that only the server can tell: `REPLACE(@@sql_mode, …)`.
            TokenKind::Word if tokens.get(index + 3).is_some_and(|token| token.is_symbol("(")) => mode,
            TokenKind::Word => named_modes(value.text, mode),
            _ => mode,
        };
    }
    mode
}

fn is_global(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| ["global", "persist", "persist_only"].iter().any(|word| token.is_word(word)))
}

fn initial_modes(mode: LexMode, initial: LexMode) -> LexMode {
    LexMode { ansi_quotes: initial.ansi_quotes, no_backslash_escapes: initial.no_backslash_escapes, ..mode }
}

/// The combined modes are those of both manuals; MySQL 8 has only `ANSI` of them.
fn named_modes(list: &str, mode: LexMode) -> LexMode {
    let has = |names: &[&str]| {
        list.split(',').any(|given| names.iter().any(|name| given.trim().eq_ignore_ascii_case(name)))
    };
    LexMode {
        ansi_quotes: has(&["ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL"]),
        no_backslash_escapes: has(&["NO_BACKSLASH_ESCAPES"]),
        ..mode
    }
}
