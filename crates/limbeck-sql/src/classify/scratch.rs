use std::borrow::Cow;

use limbeck_url::DialectName;

use super::class::Classification;
use super::object::ObjectKind;
use super::read::verdict;
use super::refusal::Refusal;
use super::words::Words;
use crate::lexer::{LexMode, Token, TokenKind, significant_tokens};

/// Why a statement of a user's file may not be run in a scratch database, or `None` if it may: it would leave the transaction or the
/// database, change the server or its accounts, or touch files.
///
/// Whether a name lies in another database is not decided here.
#[must_use]
pub fn refuse_in_scratch(statement: &str, dialect: DialectName, mode: LexMode) -> Option<String> {
    let tokens = significant_tokens(statement, dialect, mode).ok()?;
    let words = Words { tokens: &tokens, dialect, mode };
    if let Err(Refusal::TransactionControl(word)) = verdict(&words, &Classification::default()) {
        return Some(format!(
            "{word} controls the transaction, which is not the file's to do in a scratch database"
        ));
    }
    let reason = leaves_the_database(&words)
        .or_else(|| changes_the_server(&words))
        .or_else(|| changes_accounts(&words))
        .or_else(|| touches_files(&words))?;
    Some(format!("{reason}, which is not allowed in a scratch database"))
}

fn leaves_the_database(words: &Words<'_>) -> Option<&'static str> {
    let is_mysql = matches!(words.dialect, DialectName::MySql | DialectName::MariaDb);
    if is_mysql && words.is("use") {
        return Some("USE changes to another database");
    }
    if words.dialect == DialectName::Sqlite && words.is_any(&["attach", "detach"]) {
        return Some("ATTACH and DETACH open and close other databases");
    }
    (defined_kind(words) == Some(ObjectKind::Database))
        .then_some("CREATE, ALTER or DROP DATABASE works on a whole database")
}

fn changes_the_server(words: &Words<'_>) -> Option<&'static str> {
    match words.dialect {
        DialectName::PostgreSql if words.is("alter system") => {
            Some("ALTER SYSTEM changes the server's configuration")
        }
        DialectName::PostgreSql if words.is("checkpoint") => Some("CHECKPOINT works on the whole server"),
        DialectName::MySql | DialectName::MariaDb if sets_globally(words) => {
            Some("SET GLOBAL changes the server's configuration")
        }
        DialectName::MySql | DialectName::MariaDb
            if words.is_any(&[
                "flush",
                "reset",
                "kill",
                "shutdown",
                "restart",
                "purge",
                "clone",
                "install",
                "uninstall",
                "change",
                "stop",
                "start slave",
                "start replica",
                "start group_replication",
                "binlog",
                "import",
            ]) =>
        {
            Some("a statement of server administration changes the whole server")
        }
        _ => match defined_kind(words) {
            Some(ObjectKind::Tablespace) => Some("a tablespace belongs to the whole server"),
            Some(ObjectKind::Subscription) => Some("a subscription connects to another server"),
            _ => None,
        },
    }
}

fn changes_accounts(words: &Words<'_>) -> Option<&'static str> {
    let by_words =
        words.is_any(&["rename user", "set password", "set default role", "drop owned", "reassign owned"]);
    (by_words || defined_kind(words) == Some(ObjectKind::Role))
        .then_some("roles and users belong to the whole server")
}

fn touches_files(words: &Words<'_>) -> Option<&'static str> {
    match words.dialect {
        DialectName::PostgreSql if words.is("copy") => copy(words),
        DialectName::PostgreSql if words.is("load") => Some("LOAD loads a library into the server"),
        DialectName::MySql | DialectName::MariaDb if words.is_any(&["load data", "load xml"]) => {
            Some("LOAD DATA reads a file")
        }
        DialectName::MySql | DialectName::MariaDb
            if words.contains("into outfile") || words.contains("into dumpfile") =>
        {
            Some("SELECT … INTO OUTFILE writes a file")
        }
        DialectName::Sqlite if words.is("vacuum") && words.has_word("into") => {
            Some("VACUUM INTO writes a file")
        }
        DialectName::Sqlite if calls(words, "load_extension") => Some("load_extension loads a library"),
        _ => None,
    }
}

fn copy(words: &Words<'_>) -> Option<&'static str> {
    let target = words.after("from").or_else(|| words.after("to"))?;
    if target.is("program") {
        return Some("COPY … PROGRAM runs a program");
    }
    target
        .first()
        .is_some_and(|token| token.kind == TokenKind::String)
        .then_some("COPY reads or writes a file")
}

fn calls(words: &Words<'_>, function: &str) -> bool {
    words
        .tokens
        .windows(2)
        .any(|pair| matches!(pair, [name, open] if name.is_word(function) && open.is_symbol("(")))
}

fn sets_globally(words: &Words<'_>) -> bool {
    if !words.is("set") {
        return false;
    }
    let mut rest = words.clone();
    rest.skip(1);
    rest.parts().iter().any(|assignment| {
        assignment.is_any(&["global", "persist", "persist_only"])
            || assignment.first().is_some_and(|token| {
                let name = token.text.to_ascii_lowercase();
                ["@@global.", "@@persist.", "@@persist_only."].iter().any(|scope| name.starts_with(scope))
            })
    })
}

/// The kind of object that a CREATE, ALTER or DROP names.
fn defined_kind(words: &Words<'_>) -> Option<ObjectKind> {
    let mut rest = words.clone();
    rest.eat_any(&["create", "alter", "drop"])?;
    super::create::skip_modifiers(&mut rest);
    super::create::kind(&mut rest)
}

/// The statement without its `CONCURRENTLY`, for a place where it may run in a transaction. Anything else comes back as it is.
#[must_use]
pub fn without_concurrently(statement: &str, dialect: DialectName, mode: LexMode) -> Cow<'_, str> {
    if dialect != DialectName::PostgreSql {
        return Cow::Borrowed(statement);
    }
    let tokens = significant_tokens(statement, dialect, mode).unwrap_or_default();
    let words = Words { tokens: &tokens, dialect, mode };
    match concurrently(words) {
        Some(token) => {
            let before = statement.get(..token.start).unwrap_or_default().trim_end();
            Cow::Owned(format!("{before}{}", statement.get(token.end()..).unwrap_or_default()))
        }
        None => Cow::Borrowed(statement),
    }
}

/// The word CONCURRENTLY where it is an option and not a name.
fn concurrently<'t>(mut words: Words<'t>) -> Option<&'t Token<'t>> {
    let said = [
        "create unique index",
        "create index",
        "drop index",
        "refresh materialized view",
        "reindex index",
        "reindex table",
        "reindex schema",
        "reindex database",
        "reindex system",
        "reindex",
    ];
    if words.eat_any(&said) == Some("reindex") {
        // `REINDEX (VERBOSE) TABLE CONCURRENTLY t`
        words.skip_parentheses();
        words.skip(1);
    } else if words.is("alter table") {
        words = words.after("detach partition")?;
        words.name()?;
    }
    words.first().filter(|token| token.is_word("concurrently"))
}
