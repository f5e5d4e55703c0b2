//! What a schema file must leave alone because it belongs to the whole server.

use limbeck_sql::{LexMode, Token, TokenKind, significant_tokens, unquote};
use limbeck_url::DialectName;

const DIALECT: DialectName = DialectName::PostgreSql;

/// Why the statement must not run in a scratch database, beyond what no scratch place takes: memberships of roles, comments and labels on what
/// is shared, and blocks that do what would be refused in the open.
pub(super) fn refusal(statement: &str, mode: LexMode) -> Option<String> {
    let tokens = significant_tokens(statement, DIALECT, mode).ok()?;
    let word = |position: usize, word: &str| tokens.get(position).is_some_and(|token| token.is_word(word));
    if (word(0, "grant") || word(0, "revoke")) && !tokens.iter().any(|token| token.is_word("on")) {
        return Some(
            "a role's membership in another belongs to the whole server, which a schema file must leave alone".to_owned(),
        );
    }
    let shared = ["database", "role", "tablespace", "subscription", "parameter"];
    let on = tokens.iter().position(|token| token.is_word("on"));
    if ["comment", "security", "grant", "revoke"].iter().any(|first| word(0, first))
        && let Some(on) = on
        && shared.iter().any(|kind| word(on + 1, kind))
    {
        return Some(
            "it is about something of the whole server, which a schema file must leave alone".to_owned(),
        );
    }
    if word(0, "do")
        && let Some(what) = reaches_out(&tokens, mode)
    {
        return Some(format!(
            "the block says {what}, which is about the whole server, and a schema file must leave that alone"
        ));
    }
    None
}

/// The words with which a block, or a string that it may execute, reaches out of the database.
fn reaches_out(tokens: &[Token<'_>], mode: LexMode) -> Option<String> {
    const OBJECTS: [&str; 6] = ["role", "user", "group", "database", "tablespace", "subscription"];
    for pair in tokens.windows(2) {
        let [first, second] = pair else { continue };
        let defines = ["create", "alter", "drop"].iter().any(|verb| first.is_word(verb))
            && OBJECTS.iter().any(|kind| second.is_word(kind));
        let system = first.is_word("alter") && second.is_word("system");
        // `COPY … FROM PROGRAM '…'`
        let program = (first.is_word("from") || first.is_word("to")) && second.is_word("program");
        if defines || system || program {
            return Some(format!("{} {}", first.text.to_uppercase(), second.text.to_uppercase()));
        }
    }
    tokens.iter().filter(|token| token.kind == TokenKind::String).find_map(|token| {
        let inside = unquote(token, DIALECT, mode);
        let tokens = significant_tokens(&inside, DIALECT, mode).ok()?;
        reaches_out(&tokens, mode)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_server_is_refused() {
        for statement in [
            "GRANT admin TO ann",
            "REVOKE admin FROM ann",
            "COMMENT ON DATABASE live IS 'x'",
            "SECURITY LABEL ON ROLE ann IS 'x'",
            "GRANT CONNECT ON DATABASE live TO PUBLIC",
            "DO $$ BEGIN CREATE ROLE ann; END $$",
            "DO $a$ BEGIN EXECUTE 'alter  user ann superuser'; END $a$",
            "DO 'BEGIN EXECUTE $x$ COPY t TO PROGRAM ''sh'' $x$; END'",
            "do language plpgsql $$ begin execute format('DROP DATABASE %I', 'live'); end $$",
        ] {
            assert!(refusal(statement, LexMode::default()).is_some(), "{statement}");
        }
        for statement in [
            "GRANT SELECT ON t TO ann",
            "COMMENT ON TABLE t IS 'x'",
            "DO $$ BEGIN CREATE TYPE user_role AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE ROLE ann; END $$",
        ] {
            assert_eq!(refusal(statement, LexMode::default()), None, "{statement}");
        }
    }
}
