//! Clauses that columns and tables share.

use limbeck_catalog::{Action, Deferrability, ForeignKey, Key, KeyPart, ObjectName, Options, keys};

use super::cursor::{Cursor, ReadError};
use crate::sqlite::text::name_of;

/// `ON CONFLICT …`, kept as an option of the constraint.
pub(super) fn on_conflict(cursor: &mut Cursor<'_>) -> Result<Options, ReadError> {
    let mut options = Options::new();
    if cursor.take_words(&["on", "conflict"]) {
        let resolution = cursor.name()?.to_ascii_lowercase();
        if resolution != "abort" {
            options.insert(keys::ON_CONFLICT.to_owned(), resolution);
        }
    }
    Ok(options)
}

/// Everything from `REFERENCES` on.
pub(super) fn references(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    columns: Vec<String>,
) -> Result<ForeignKey, ReadError> {
    cursor.expect_words(&["references"], "REFERENCES")?;
    let referred_table = ObjectName::new(cursor.name()?);
    let referred_columns = if cursor.at_symbol("(") { cursor.names_in_parentheses()? } else { Vec::new() };
    let mut key = ForeignKey { name, columns, referred_table, referred_columns, ..ForeignKey::default() };
    loop {
        if cursor.take_words(&["on", "delete"]) {
            key.on_delete = action(cursor)?;
        } else if cursor.take_words(&["on", "update"]) {
            key.on_update = action(cursor)?;
        } else if cursor.take_words(&["on", "insert"]) {
            action(cursor)?;
        } else if cursor.take_words(&["match"]) {
            let words = cursor.name()?.to_ascii_lowercase();
            key.match_type = (words != "simple" && words != "none").then_some(words);
        } else if let Some(deferrability) = deferrability(cursor)? {
            key.deferrability = deferrability;
        } else {
            return Ok(key);
        }
    }
}

fn action(cursor: &mut Cursor<'_>) -> Result<Action, ReadError> {
    for (words, action) in [
        (&["no", "action"][..], Action::NoAction),
        (&["restrict"], Action::Restrict),
        (&["cascade"], Action::Cascade),
        (&["set", "null"], Action::SetNull),
        (&["set", "default"], Action::SetDefault),
    ] {
        if cursor.take_words(words) {
            return Ok(action);
        }
    }
    Err(cursor.error("an action of a foreign key"))
}

/// `[NOT] DEFERRABLE [INITIALLY …]`. Only `DEFERRABLE INITIALLY DEFERRED` defers anything (SQLite manual, "Deferred Foreign Key Constraints"), but
/// the words are kept as they were meant.
fn deferrability(cursor: &mut Cursor<'_>) -> Result<Option<Deferrability>, ReadError> {
    let deferrable = if cursor.take_words(&["not", "deferrable"]) {
        false
    } else if cursor.take_words(&["deferrable"]) {
        true
    } else {
        return Ok(None);
    };
    let deferred = if cursor.take_words(&["initially"]) {
        let deferred = cursor.take_words(&["deferred"]);
        if !deferred {
            cursor.expect_words(&["immediate"], "DEFERRED or IMMEDIATE")?;
        }
        deferred
    } else {
        false
    };
    Ok(Some(match (deferrable, deferred) {
        (false, _) => Deferrability::NotDeferrable,
        (true, false) => Deferrability::InitiallyImmediate,
        (true, true) => Deferrability::InitiallyDeferred,
    }))
}

/// The parts of a key, in parentheses; and whether AUTOINCREMENT stands behind one.
pub(super) fn key_parts(cursor: &mut Cursor<'_>) -> Result<(Vec<KeyPart>, bool), ReadError> {
    cursor.expect_symbol("(", "`(`")?;
    let mut parts = Vec::new();
    let mut autoincrement = false;
    loop {
        let (part, counts) = key_part(cursor)?;
        autoincrement |= counts;
        parts.push(part);
        if !cursor.take_symbol(",") {
            break;
        }
    }
    cursor.expect_symbol(")", "`)`")?;
    Ok((parts, autoincrement))
}

fn key_part(cursor: &mut Cursor<'_>) -> Result<(KeyPart, bool), ReadError> {
    let start = cursor.position();
    let mut depth = 0_u32;
    while let Some(token) = cursor.peek() {
        if depth == 0 && (token.is_symbol(",") || token.is_symbol(")")) {
            break;
        }
        if token.is_symbol("(") {
            depth += 1;
        } else if token.is_symbol(")") {
            depth -= 1;
        }
        cursor.advance();
    }
    let mut tokens = cursor.since(start);
    let mut autoincrement = false;
    if let [inner @ .., last] = tokens
        && last.is_word("autoincrement")
    {
        (tokens, autoincrement) = (inner, true);
    }
    let mut descending = false;
    if let [inner @ .., last] = tokens
        && !inner.is_empty()
        && (last.is_word("asc") || last.is_word("desc"))
    {
        descending = last.is_word("desc");
        tokens = inner;
    }
    let mut collation = None;
    if let [inner @ .., word, name] = tokens
        && !inner.is_empty()
        && word.is_word("collate")
    {
        collation = Some(name_of(name));
        tokens = inner;
    }
    let key = match tokens {
        [] => return Err(cursor.error("a column or an expression")),
        [name] if super::cursor::is_name(name) => Key::Column(name_of(name)),
        expression => {
            KeyPart::expression(cursor.slice(crate::lexer::without_outer_parentheses(expression))).key
        }
    };
    Ok((KeyPart { descending, collation, ..KeyPart { key, ..KeyPart::column("") } }, autoincrement))
}
