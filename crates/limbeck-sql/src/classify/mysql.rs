use limbeck_url::DialectName;

use super::class::{Class, Classification};
use super::refusal::{Refusal, Verdict};
use super::words::Words;
use crate::lexer::TokenKind;

/// MySQL and MariaDB. The source is "Statements That Cause an Implicit Commit" in both manuals: definitions, accounts and
/// administration commit what is open before and after themselves, so each of them stands alone.
pub(super) fn verdict(words: &Words<'_>, classification: &Classification) -> Verdict {
    let words = &inner_statement(words);
    let Some(first) = words.first() else { return Ok(Class::Transactional) };
    match &*first.text.to_ascii_lowercase() {
        // MariaDB's compound statement, which may do anything
        "begin" if words.is("begin not atomic") => Ok(Class::Alone),
        "begin" => Err(Refusal::TransactionControl("BEGIN")),
        "start" if words.is("start transaction") => Err(Refusal::TransactionControl("START TRANSACTION")),
        "commit" => Err(Refusal::TransactionControl("COMMIT")),
        "rollback" if !words.has_word("to") => Err(Refusal::TransactionControl("ROLLBACK")),
        "xa" => Err(Refusal::TransactionControl("XA")),
        "lock" if !words.is("lock instance") => Err(Refusal::TableLock("LOCK TABLES")),
        "unlock" if !words.is("unlock instance") => Err(Refusal::TableLock("UNLOCK TABLES")),
        "flush" if words.contains("with read lock") || words.contains("for export") => {
            Err(Refusal::TableLock("FLUSH TABLES with a lock"))
        }
        "set" => set(words),
        "use" | "prepare" | "deallocate" => Ok(Class::Session),
        "drop" if words.is("drop prepare") => Ok(Class::Session),
        "select" | "with" | "(" if sets_variables(words) => Ok(Class::Session),
        // Temporary tables come and go without a commit; altering one commits.
        "create" | "drop" if is_temporary_table(words) => Ok(Class::Transactional),
        "analyze" | "check" | "optimize" | "repair" if !is_table_maintenance(words) => {
            Ok(Class::Transactional)
        }
        "load" if !words.is("load index") => Ok(Class::Transactional),
        "create" | "alter" | "drop" | "rename" | "truncate" | "grant" | "revoke" | "install"
        | "uninstall" | "analyze" | "check" | "optimize" | "repair" | "cache" | "load" | "flush"
        | "reset" | "start" | "stop" | "change" | "purge" | "import" | "shutdown" | "restart" | "clone"
        | "binlog" => Ok(Class::Alone),
        // What a routine or a prepared statement does is not known; it may define something, and so commit.
        "call" | "execute" => Ok(Class::Alone),
        _ if is_compound(words) && !classification.is_dml => Ok(Class::Alone),
        _ => Ok(Class::Transactional),
    }
}

/// MariaDB: what `SET STATEMENT name = value FOR statement` runs; any other statement itself.
pub(super) fn inner_statement<'t>(words: &Words<'t>) -> Words<'t> {
    if words.dialect == DialectName::MariaDb
        && words.is("set statement")
        && let Some(inner) = words.after("for")
    {
        return inner;
    }
    words.clone()
}

fn is_temporary_table(words: &Words<'_>) -> bool {
    let mut rest = words.clone();
    rest.skip(1);
    rest.eat("or replace");
    rest.is("temporary table")
}

/// `ANALYZE TABLE`, as against MariaDB's `ANALYZE SELECT …`.
fn is_table_maintenance(words: &Words<'_>) -> bool {
    let mut rest = words.clone();
    rest.skip(1);
    while rest.eat_any(&["no_write_to_binlog", "local"]).is_some() {}
    rest.is_any(&["table", "tables", "view"])
}

/// MariaDB: IF, CASE, LOOP … outside of a routine, with or without a label.
fn is_compound(words: &Words<'_>) -> bool {
    if words.dialect != DialectName::MariaDb {
        return false;
    }
    let mut rest = words.clone();
    rest.skip(1);
    words.is_any(&["if", "case", "loop", "while", "repeat", "for"]) || rest.is(":")
}

/// `SELECT … INTO @x`, `SELECT @x := …`
fn sets_variables(words: &Words<'_>) -> bool {
    words.tokens.windows(2).any(|pair| match pair {
        [into, variable] => {
            variable.kind == TokenKind::Variable && into.is_word("into") || variable.is_symbol(":=")
        }
        _ => false,
    })
}

fn set(words: &Words<'_>) -> Verdict {
    if words.is_any(&["set password", "set default role"]) {
        return Ok(Class::Alone);
    }
    let mut rest = words.clone();
    rest.skip(1);
    let mut class = Class::Session;
    for mut assignment in rest.parts() {
        let global = assignment.eat_any(&["global", "persist", "persist_only"]).is_some();
        assignment.eat_any(&["session", "local"]);
        let Some(token) = assignment.first() else { continue };
        let name = token.text.to_ascii_lowercase();
        let name = name.trim_start_matches("@@");
        let (scope, name) = name.rsplit_once('.').unwrap_or(("", name));
        if name.trim_matches('`') == "autocommit" {
            return Err(Refusal::TransactionControl("SET autocommit"));
        }
        if global || matches!(scope, "global" | "persist" | "persist_only") {
            class = Class::Alone;
        }
    }
    Ok(class)
}
