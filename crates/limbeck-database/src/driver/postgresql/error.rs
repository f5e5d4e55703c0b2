//! The driver's errors in our words, and those of what it is told.

use std::error::Error as _;

use postgres::error::{DbError, ErrorPosition};

use crate::{DatabaseError, ServerError};

/// What the server said about `sql`, which stood behind `before` other characters.
pub(super) fn words(error: &DbError, sql: &str, before: u32) -> Box<ServerError> {
    let mut message = error.message().to_owned();
    if let Some(detail) = error.detail() {
        message.push_str(&format!(" ({detail})"));
    }
    if let Some(hint) = error.hint() {
        message.push_str(&format!("; hint: {hint}"));
    }
    let offset = match error.position() {
        Some(ErrorPosition::Original(position)) => byte_offset(sql, position.saturating_sub(before)),
        _ => None,
    };
    Box::new(ServerError { message, code: Some(error.code().code().to_owned()), offset })
}

/// PostgreSQL counts characters, from 1.
fn byte_offset(sql: &str, position: u32) -> Option<usize> {
    let before = usize::try_from(position).ok()?.checked_sub(1)?;
    sql.char_indices().nth(before).map(|(offset, _)| offset)
}

/// What a connection knows that decides what an error means.
pub(super) struct Context<'a> {
    pub(super) database: &'a str,
    /// Somebody asked to cancel.
    pub(super) cancelled: bool,
    /// The limit of a statement, in seconds.
    pub(super) statement_timeout: Option<f64>,
}

/// The error of a statement.
pub(super) fn statement(
    error: &postgres::Error,
    sql: &str,
    before: u32,
    context: &Context<'_>,
) -> DatabaseError {
    let Some(server) = error.as_db_error() else {
        return DatabaseError::ConnectionLost { database: context.database.to_owned(), reason: chain(error) };
    };
    let source = words(server, sql, before);
    match server.code().code() {
        // lock_not_available, deadlock_detected, serialization_failure
        "55P03" | "40P01" | "40001" => DatabaseError::Busy { source },
        // undefined_table, invalid_schema_name
        "42P01" | "3F000" => DatabaseError::NoSuchTable { source },
        // read_only_sql_transaction
        "25006" => DatabaseError::ReadOnly { database: context.database.to_owned(), reason: source.message },
        // query_canceled
        "57014" => match context.statement_timeout {
            Some(seconds) if !context.cancelled => DatabaseError::StatementTimeout { seconds },
            _ if context.cancelled => DatabaseError::Interrupted,
            _ => DatabaseError::Statement(source),
        },
        // admin_shutdown, crash_shutdown, and the idle time-outs: the session is gone.
        "57P01" | "57P02" | "57P05" | "25P03" => {
            DatabaseError::ConnectionLost { database: context.database.to_owned(), reason: source.message }
        }
        _ => DatabaseError::Statement(source),
    }
}

/// What is wrong with the URL, or with what the environment says in its place.
pub(super) fn bad(message: String) -> DatabaseError {
    DatabaseError::Url { message }
}

/// An error and its causes: the driver's own words say little without them.
pub(super) fn chain(error: &postgres::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::byte_offset;

    #[test]
    fn characters_are_not_bytes() {
        assert_eq!(byte_offset("SELECT 'größe', x", 17), Some(18));
        assert_eq!(byte_offset("SELECT", 1), Some(0));
        assert_eq!(byte_offset("SELECT", 9), None);
        assert_eq!(byte_offset("SELECT", 0), None);
    }
}
