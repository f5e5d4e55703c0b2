//! Who holds the lock of a run.

use std::fmt;

use super::key::LockKey;
use super::sql;
use crate::state::qualify;
use crate::{Connection, DatabaseError, StateNames};

/// Who holds the lock of a run, as far as the server tells this user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockHolder {
    /// The session's number on its server.
    pub session: String,
    /// The user of the database.
    pub user: Option<String>,
    /// From where it is connected.
    pub host: Option<String>,
    /// Since when: RFC 3339, UTC.
    pub since: Option<String>,
    /// What it does: the server's words.
    pub state: Option<String>,
    /// The statement that it runs.
    pub statement: Option<String>,
}

impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "session {}", self.session)?;
        let mut parts = Vec::new();
        if let Some(user) = &self.user {
            parts.push(format!("user {user}"));
        }
        if let Some(host) = &self.host {
            parts.push(format!("from {host}"));
        }
        if let Some(since) = &self.since {
            parts.push(format!("since {since}"));
        }
        match (&self.statement, &self.state) {
            (Some(statement), _) => parts.push(format!("running `{}`", shorten(statement))),
            (None, Some(state)) => parts.push(state.clone()),
            (None, None) => {}
        }
        if parts.is_empty() { Ok(()) } else { write!(f, " ({})", parts.join(", ")) }
    }
}

/// One line, not too long for a message.
fn shorten(sql: &str) -> String {
    const LONGEST: usize = 100;
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

/// Who holds the lock of a history right now; `None` if it is free, or if the server has no such lock (SQLite).
///
/// # Errors
///
/// What the server said.
pub fn lock_holder(
    connection: &mut dyn Connection,
    state: &StateNames,
    namespace: &str,
) -> Result<Option<LockHolder>, DatabaseError> {
    if !connection.server().capabilities.run_lock {
        return Ok(None);
    }
    let names = qualify(connection, state)?;
    ask(connection, &LockKey::new(&names, namespace))
}

pub(super) fn ask(
    connection: &mut dyn Connection,
    key: &LockKey,
) -> Result<Option<LockHolder>, DatabaseError> {
    let rows = connection.query(&sql::holder(connection.server().dialect, key))?.rows;
    Ok(rows.into_iter().next().map(|row| {
        let mut values = row.into_iter();
        let mut next = || values.next().flatten().filter(|text| !text.is_empty());
        LockHolder {
            session: next().unwrap_or_default(),
            user: next(),
            host: next(),
            since: next(),
            state: next(),
            statement: next(),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::LockHolder;

    #[test]
    fn a_holder_is_a_sentence_of_what_is_known() {
        let mut holder = LockHolder { session: "7".to_owned(), ..LockHolder::default() };
        assert_eq!(holder.to_string(), "session 7");
        holder.user = Some("app".to_owned());
        holder.state = Some("idle".to_owned());
        assert_eq!(holder.to_string(), "session 7 (user app, idle)");
        holder.statement = Some(format!("ALTER TABLE\n  t{}", " x".repeat(100)));
        let text = holder.to_string();
        assert!(
            text.starts_with("session 7 (user app, running `ALTER TABLE t x x") && text.ends_with("x …`)"),
            "{text}"
        );
    }
}
