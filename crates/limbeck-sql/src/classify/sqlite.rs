use super::class::Class;
use super::refusal::{Refusal, Verdict};
use super::words::Words;

/// SQLite.
pub(super) fn verdict(words: &Words<'_>) -> Verdict {
    let Some(first) = words.first() else { return Ok(Class::Transactional) };
    match &*first.text.to_ascii_lowercase() {
        "begin" => Err(Refusal::TransactionControl("BEGIN")),
        "commit" => Err(Refusal::TransactionControl("COMMIT")),
        "end" => Err(Refusal::TransactionControl("END")),
        "rollback" if !words.has_word("to") => Err(Refusal::TransactionControl("ROLLBACK")),
        "vacuum" | "attach" | "detach" => Ok(Class::Alone),
        "pragma" => pragma(words.clone()),
        _ => Ok(Class::Transactional),
    }
}

/// The source is "Pragma Statements" in SQLite's documentation.
fn pragma(mut words: Words<'_>) -> Verdict {
    words.skip(1);
    let Some((_, name)) = words.name() else { return Ok(Class::Session) };
    let sets = !words.tokens.is_empty();
    match &*name.to_ascii_lowercase() {
        "foreign_keys" if sets => Err(Refusal::ForeignKeys),
        // Changing them is refused, or has no effect, while a transaction is open.
        "journal_mode"
        | "synchronous"
        | "wal_checkpoint"
        | "temp_store"
        | "temp_store_directory"
        | "locking_mode"
        | "page_size"
        | "auto_vacuum"
        | "encoding"
        | "mmap_size"
        | "max_page_count"
            if sets || name.eq_ignore_ascii_case("wal_checkpoint") =>
        {
            Ok(Class::Alone)
        }
        // Stored in the file, or reset by the end of the transaction; or they read.
        "user_version" | "application_id" | "schema_version" | "defer_foreign_keys"
        | "incremental_vacuum" | "optimize" | "foreign_key_check" | "integrity_check" | "quick_check" => {
            Ok(Class::Transactional)
        }
        _ => Ok(Class::Session),
    }
}
