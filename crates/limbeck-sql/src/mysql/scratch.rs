//! What a statement may do in a database of our own, beside what [`crate::refuse_in_scratch`] says of every server.

use limbeck_url::DialectName;

use crate::lexer::{LexMode, Token, TokenKind, significant_tokens, unquote};

/// How far a statement reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Why it must not run in a scratch database.
    pub refused: Option<&'static str>,
    /// It makes a procedure that builds statements while it runs, or works on more than its own database: harmless until it is called.
    pub defines_unseen: bool,
    /// It calls a procedure, at once or, as an event, later.
    pub calls: bool,
}

/// How far a statement reaches that stands in a user's file.
#[must_use]
pub fn reach(statement: &str, dialect: DialectName, mode: LexMode) -> Reach {
    let tokens = significant_tokens(statement, dialect, mode).unwrap_or_default();
    let mut reach = Reach::default();
    let creates = creates(&tokens);
    if is(&tokens, 0, "grant") || is(&tokens, 0, "revoke") {
        reach.refused =
            Some("rights belong to accounts of the whole server, which a schema file must leave alone");
    } else if creates == Some("function") && tokens.iter().any(|token| token.is_word("soname")) {
        reach.refused = Some("a function from a library is loaded into the whole server");
    } else if ["server", "resource", "logfile", "undo", "spatial reference"].iter().any(|kind| {
        ["create", "alter", "drop"].iter().any(|verb| is(&tokens, 0, &format!("{verb} {kind}")))
            || is(&tokens, 0, &format!("create or replace {kind}"))
    }) {
        reach.refused =
            Some("it is about something of the whole server, which a schema file must leave alone");
    } else if does_what_cannot_be_seen(&tokens) {
        match creates {
            // A function or a trigger is refused such statements by the server.
            Some("procedure") => reach.defines_unseen = true,
            Some("function" | "trigger" | "view") => {}
            _ => {
                reach.refused = Some(
                    "it builds statements while it runs, or works on more than its own database: what it does cannot be looked at before",
                );
            }
        }
    }
    reach.calls = matches!(creates, None | Some("event")) && tokens.iter().any(|token| token.is_word("call"));
    reach
}

/// Whether a statement says nothing in a scratch database: it names the database that the file is for as the one to work in, or locks tables
/// that nobody else sees. mysqldump writes both.
#[must_use]
pub fn says_nothing_in_scratch(
    statement: &str,
    own: Option<&str>,
    dialect: DialectName,
    mode: LexMode,
) -> bool {
    let tokens = significant_tokens(statement, dialect, mode).unwrap_or_default();
    if ["lock tables", "lock table", "unlock tables", "unlock table"]
        .iter()
        .any(|words| is(&tokens, 0, words))
    {
        return true;
    }
    let name = if is(&tokens, 0, "use") {
        1
    } else if is(&tokens, 0, "create database") || is(&tokens, 0, "create schema") {
        if is(&tokens, 2, "if not exists") { 5 } else { 2 }
    } else {
        return false;
    };
    let named = tokens.get(name).map(|token| unquote(token, dialect, mode));
    // What is said of the database itself, its character set, is taken from the live one.
    named.is_some() && named.as_deref() == own
}

/// Whether the words stand at the position.
fn is(tokens: &[Token<'_>], position: usize, words: &str) -> bool {
    words
        .split(' ')
        .enumerate()
        .all(|(offset, word)| tokens.get(position + offset).is_some_and(|token| token.is_word(word)))
}

/// The kind of what a CREATE makes, where that has a body.
fn creates(tokens: &[Token<'_>]) -> Option<&'static str> {
    let kinds = ["procedure", "function", "trigger", "event", "view"];
    if !is(tokens, 0, "create") {
        return None;
    }
    // Behind `OR REPLACE`, `DEFINER = somebody@somewhere`, `AGGREGATE`, `SQL SECURITY DEFINER`.
    tokens.iter().take(16).find_map(|token| kinds.into_iter().find(|kind| token.is_word(kind)))
}

/// Whether some statement in the text is put together while it runs, or reaches beyond its database.
fn does_what_cannot_be_seen(tokens: &[Token<'_>]) -> bool {
    let beyond = [
        "drop database",
        "drop schema",
        "create database",
        "create schema",
        "alter database",
        "alter schema",
        "set global",
        "set persist",
        "load data",
        "load xml",
        "into outfile",
        "into dumpfile",
        "grant",
        "revoke",
        "create user",
        "alter user",
        "drop user",
        "rename user",
        "create role",
        "drop role",
        "set password",
        "execute immediate",
    ];
    (0..tokens.len()).any(|position| {
        let follows = |offset: usize| tokens.get(position + offset);
        let names = |offset: usize| {
            follows(offset)
                .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier))
        };
        beyond.iter().any(|words| is(tokens, position, words))
            || (is(tokens, position, "prepare") && names(1) && is(tokens, position + 2, "from"))
            || (is(tokens, position, "execute")
                && names(1)
                && follows(2).is_none_or(|next| next.is_symbol(";") || next.is_word("using")))
            || (is(tokens, position, "set")
                && follows(1).is_some_and(|token| {
                    let name = token.text.to_ascii_lowercase();
                    name.starts_with("@@global.") || name.starts_with("@@persist")
                }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(statement: &str) -> Reach {
        reach(statement, DialectName::MariaDb, LexMode::default())
    }

    #[test]
    fn what_cannot_be_looked_at_is_refused() {
        for statement in [
            "prepare s from @text",
            "execute s",
            "execute s using @a",
            "execute immediate 'drop table t'",
            "begin not atomic execute immediate @text; end",
            "begin not atomic drop database live; end",
            "create event e on schedule every 1 second do drop database live",
            "create definer=root@localhost event e on schedule every 1 second do begin prepare s from @x; execute s; end",
            "create event e on schedule every 1 second do set global read_only = 1",
            "create function f returns string soname 'udf.so'",
            "create aggregate function f returns real soname 'udf.so'",
            "create server s foreign data wrapper mysql options (host 'x')",
            "create or replace server s foreign data wrapper mysql options (host 'x')",
            "grant select on t to ann",
        ] {
            assert!(of(statement).refused.is_some(), "{statement}");
        }
    }

    #[test]
    fn procedures_are_looked_at_when_they_are_called() {
        let procedure = of("create procedure p(in t text) begin prepare s from @x; execute s; end");
        assert_eq!((procedure.refused, procedure.defines_unseen, procedure.calls), (None, true, false));
        assert!(of("call p('x')").calls);
        assert!(of("create event e on schedule every 1 day do call p('x')").calls);
        assert!(!of("create procedure q() call p('x')").calls);
    }

    #[test]
    fn what_is_plain_is_let_through() {
        for statement in [
            "create table t (`execute` int, prepare int, grants int)",
            "create procedure p() begin select 1; end",
            "create view v as select t.prepare from t",
            "create event e on schedule every 1 day do delete from t",
            "create trigger g before insert on t for each row set new.a = 1",
            "set @@session.sql_mode = ''",
        ] {
            assert_eq!(of(statement), Reach::default(), "{statement}");
        }
    }

    #[test]
    fn the_own_database_may_be_named_as_the_one_to_work_in() {
        let nothing = |statement| {
            says_nothing_in_scratch(statement, Some("shop"), DialectName::MySql, LexMode::default())
        };
        for statement in [
            "use shop",
            "USE `shop`",
            "create schema shop",
            "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET latin1 */",
            "LOCK TABLES `t` WRITE",
            "unlock tables",
        ] {
            assert!(nothing(statement), "{statement}");
        }
        for statement in [
            "use other",
            "create database other",
            "drop database shop",
            "alter database shop collate x",
            "create table shop (a int)",
        ] {
            assert!(!nothing(statement), "{statement}");
        }
        assert!(!says_nothing_in_scratch("use shop", None, DialectName::MySql, LexMode::default()));
    }
}
