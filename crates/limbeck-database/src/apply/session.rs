//! Every revision finds the session as it was after connecting.

use limbeck_revision::PlannedStatement;
use limbeck_sql::Class;
use limbeck_url::DialectName;

use super::engine::Run;
use super::halt::Halt;
use crate::quote_name;

impl Run<'_> {
    /// Makes the session what it was after connecting.
    ///
    /// On MySQL and MariaDB that takes the run's lock away (`COM_RESET_CONNECTION`), and it costs round trips everywhere: with the lock of
    /// a run it is done only after a statement that may have left something behind.
    pub(super) fn fresh_session(&mut self) -> Result<(), Halt> {
        if self.lock.is_none() {
            return Ok(self.connection.reset()?);
        }
        if !self.traces {
            return Ok(());
        }
        self.connection.reset()?;
        if let (DialectName::MySql | DialectName::MariaDb, Some(schema)) = (self.dialect, &self.names.schema)
        {
            // `USE` outlives it.
            self.connection.execute(&format!("USE {}", quote_name(schema, self.dialect)))?;
        }
        self.set_up_session();
        self.traces = false;
        if self.dialect == DialectName::PostgreSql { Ok(()) } else { self.retake_lock() }
    }

    /// Lets the server look now and then whether this client is still there, so that an orphan's statement ends early. Not every version
    /// and platform can: PostgreSQL 14 on Linux was the first.
    pub(super) fn set_up_session(&mut self) {
        if self.dialect == DialectName::PostgreSql {
            let _ = self.connection.execute("SET client_connection_check_interval = '2s'");
        }
    }
}

/// Whether a statement may leave something in the session: a setting, a variable, a temporary table. What merely defines or drops
/// objects does not; everything else may call a function that does.
pub(super) fn leaves_traces(statement: &PlannedStatement) -> bool {
    const DEFINES: &[&str] = &["create", "alter", "drop", "comment", "rename", "truncate", "grant", "revoke"];
    const BEHIND: &[&str] = &["temp", "temporary", "select", "set_config"];
    if statement.class == Class::Session {
        return true;
    }
    let sql = statement.sql.to_ascii_lowercase();
    let mut words =
        sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    !words.next().is_some_and(|first| DEFINES.contains(&first)) || words.any(|word| BEHIND.contains(&word))
}

#[cfg(test)]
mod tests {
    use limbeck_revision::PlannedStatement;
    use limbeck_sql::{Class, Classification};

    #[test]
    fn definitions_leave_no_traces() {
        let leaves = |sql: &str| {
            super::leaves_traces(&PlannedStatement {
                sql: sql.to_owned(),
                line: 1,
                column: 1,
                class: Class::Transactional,
                classification: Classification::default(),
                position: 1,
                idempotent: false,
                probe: None,
                destructive: None,
            })
        };
        for sql in [
            "CREATE TABLE t (a int)",
            "create index concurrently i on t (a)",
            "ALTER TABLE t ADD b int",
            "DROP TABLE t",
        ] {
            assert!(!leaves(sql), "{sql}");
        }
        for sql in [
            "CREATE TEMPORARY TABLE t (a int)",
            "INSERT INTO t VALUES (@a := 1)",
            "SELECT set_config('a.b', 'c', false)",
            "DO $$ BEGIN END $$",
            "CALL p()",
            "CREATE TABLE t AS SELECT f()",
        ] {
            assert!(leaves(sql), "{sql}");
        }
    }
}
