use super::class::Class;
use super::refusal::{Refusal, Verdict};
use super::words::Words;

/// PostgreSQL: which statements refuse a transaction block is said on their manual pages ("cannot be executed inside a transaction
/// block"); it is read here for 14 to 18.
pub(super) fn verdict(words: &Words<'_>) -> Verdict {
    let Some(first) = words.first() else { return Ok(Class::Transactional) };
    match &*first.text.to_ascii_lowercase() {
        "begin" => Err(Refusal::TransactionControl("BEGIN")),
        "start" if words.is("start transaction") => Err(Refusal::TransactionControl("START TRANSACTION")),
        "commit" => Err(Refusal::TransactionControl("COMMIT")),
        "end" => Err(Refusal::TransactionControl("END")),
        "abort" => Err(Refusal::TransactionControl("ABORT")),
        "rollback" if !words.has_word("to") => Err(Refusal::TransactionControl("ROLLBACK")),
        "prepare" if words.is("prepare transaction") => {
            Err(Refusal::TransactionControl("PREPARE TRANSACTION"))
        }
        "discard" if words.is("discard all") => Err(Refusal::DiscardAll),
        "set" if words.is_any(&["set local", "set constraints", "set transaction"]) => {
            Ok(Class::Transactional)
        }
        "set" | "reset" | "discard" | "prepare" | "deallocate" | "listen" | "unlisten" | "load" => {
            Ok(Class::Session)
        }
        // pg_dump's way to set the search path
        "select" if words.contains("set_config (") => Ok(Class::Session),
        _ => Ok(running_alone(words)),
    }
}

fn running_alone(words: &Words<'_>) -> Class {
    let starts = |alternatives: &[&str]| words.is_any(alternatives);
    let alone = if starts(&["create", "drop"]) {
        let mut rest = words.clone();
        rest.skip(1);
        rest.eat("unique");
        rest.is("index concurrently") || rest.is_any(&["database", "tablespace", "subscription"])
    } else if starts(&["alter"]) {
        starts(&["alter system"])
            || (starts(&["alter database"]) && words.contains("set tablespace"))
            || (starts(&["alter table"]) && detaches_concurrently(words))
            // Both refresh the subscription unless told not to.
            || (starts(&["alter subscription"]) && (words.has_word("refresh") || words.has_word("publication")))
    } else if starts(&["reindex"]) {
        words.has_word("concurrently") || reindexes_much(words)
    } else if starts(&["cluster", "repack"]) {
        words.has_word("concurrently") || names_no_table(words)
    } else {
        starts(&["vacuum"])
    };
    if alone {
        Class::Alone
    } else if starts(&["alter type"]) && words.contains("add value") {
        Class::Barrier
    } else {
        Class::Transactional
    }
}

fn detaches_concurrently(words: &Words<'_>) -> bool {
    words.after("detach partition").is_some_and(|mut rest| rest.name().is_some() && rest.is("concurrently"))
}

/// `REINDEX [(…)] { SCHEMA | DATABASE | SYSTEM }` commits table by table.
fn reindexes_much(words: &Words<'_>) -> bool {
    let mut rest = words.clone();
    rest.skip(1);
    rest.skip_parentheses();
    rest.is_any(&["schema", "database", "system"])
}

fn names_no_table(words: &Words<'_>) -> bool {
    let mut rest = words.clone();
    rest.skip(1);
    rest.eat("verbose");
    rest.skip_parentheses();
    rest.tokens.is_empty()
}
