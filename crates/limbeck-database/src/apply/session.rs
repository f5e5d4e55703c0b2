//! Every revision finds the session as it was after connecting.

use limbeck_revision::PlannedStatement;
use limbeck_sql::{Class, LexMode, Token, TokenKind, significant_tokens};
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
/// objects does not, nor on MySQL and MariaDB what writes plain rows; everything else may call a function that does.
pub(super) fn leaves_traces(statement: &PlannedStatement, dialect: DialectName) -> bool {
    const DEFINES: &[&str] = &["create", "alter", "drop", "comment", "rename", "truncate", "grant", "revoke"];
    const BEHIND: &[&str] = &["temp", "temporary", "select", "set_config"];
    if statement.class == Class::Session {
        return true;
    }
    let sql = statement.sql.to_ascii_lowercase();
    let mut words =
        sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    let defines = words.next().is_some_and(|first| DEFINES.contains(&first));
    if defines {
        words.any(|word| BEHIND.contains(&word))
    } else {
        !writes_plain_rows(&statement.sql, dialect)
    }
}

/// Whether a statement inserts, updates or deletes rows, and neither reads others, nor calls a function, nor speaks of a variable. Only on
/// MySQL and MariaDB, where making the session new lets other runners in between.
fn writes_plain_rows(sql: &str, dialect: DialectName) -> bool {
    const WRITES: &[&str] = &["insert", "update", "delete", "replace"];
    const VALUES: &[&str] = &["values", "value", "set", "where"];
    /// Words before a parenthesis that call nothing.
    const OPERATORS: &[&str] =
        &["values", "value", "in", "and", "or", "not", "where", "between", "case", "when", "then", "else"];
    if !matches!(dialect, DialectName::MySql | DialectName::MariaDb) {
        return false;
    }
    let Ok(tokens) = significant_tokens(sql, dialect, LexMode::default()) else { return false };
    let is_one = |token: &Token<'_>, words: &[&str]| {
        token.kind == TokenKind::Word && words.iter().any(|word| token.text.eq_ignore_ascii_case(word))
    };
    let is_name = |token: &Token<'_>| matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
    let values = tokens.iter().position(|token| is_one(token, VALUES)).unwrap_or(tokens.len());
    let calls = tokens.windows(2).skip(values).any(|pair| match pair {
        [name, open] => open.text == "(" && is_name(name) && !is_one(name, OPERATORS),
        _ => false,
    });
    let reads = |token: &Token<'_>| is_one(token, &["select", "table", "with"]);
    tokens.first().is_some_and(|first| is_one(first, WRITES))
        && !calls
        && !tokens.iter().any(|token| reads(token) || token.kind == TokenKind::Variable)
}

#[cfg(test)]
mod tests {
    use limbeck_revision::PlannedStatement;
    use limbeck_sql::{Class, Classification};
    use limbeck_url::DialectName;

    fn leaves_on(sql: &str, dialect: DialectName) -> bool {
        let statement = PlannedStatement {
            sql: sql.to_owned(),
            line: 1,
            column: 1,
            class: Class::Transactional,
            classification: Classification::default(),
            position: 1,
            idempotent: false,
            probe: None,
            destructive: None,
        };
        super::leaves_traces(&statement, dialect)
    }

    #[test]
    fn plain_rows_leave_no_traces_on_mysql() {
        for sql in [
            "INSERT INTO t (a, `b`) VALUES (1, 'f(x)'), (2, NULL)",
            "insert into t value (1) on duplicate key update a = 2",
            "INSERT t SET a = 1",
            "UPDATE t SET a = 1 WHERE b IN (1, 2) AND (c = 3)",
            "DELETE FROM t WHERE a = 1",
            "REPLACE INTO t (a) VALUES (-1)",
        ] {
            assert!(!leaves_on(sql, DialectName::MySql), "{sql}");
            assert!(leaves_on(sql, DialectName::PostgreSql), "{sql}");
        }
        for sql in [
            "INSERT INTO t VALUES (@a := 1)",
            "INSERT INTO t (a) SELECT 1",
            "INSERT INTO t (a) VALUES (get_lock('x', 1))",
            "UPDATE t SET a = `f` (1)",
            "DELETE FROM t WHERE a = f(1)",
            "DELETE FROM t WHERE a IN (SELECT f())",
            "CALL p (1)",
            "SET sql_mode = ''",
        ] {
            assert!(leaves_on(sql, DialectName::MariaDb), "{sql}");
        }
    }

    #[test]
    fn definitions_leave_no_traces() {
        let leaves = |sql: &str| leaves_on(sql, DialectName::PostgreSql);
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
