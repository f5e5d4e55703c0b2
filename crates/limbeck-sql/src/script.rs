//! SQL that has been rendered.

use std::fmt::Write as _;

use limbeck_url::DialectName;

/// One statement of a [`Script`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptStatement {
    /// The text, without the semicolon at its end.
    pub sql: String,
    /// The position, in the list that was rendered, of the operation it serves. A statement that serves several is given to the first.
    pub operation: usize,
    /// What is lost when it runs.
    pub destroys: Option<String>,
}

/// The SQL of a list of operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The statements, in order.
    pub statements: Vec<ScriptStatement>,
    /// Whether it must run with foreign keys off, to be checked before it is committed (SQLite's rebuild of a table).
    pub foreign_keys_off: bool,
}

impl Script {
    /// The statements that serve the operation at `position`.
    #[must_use]
    pub fn of_operation(&self, position: usize) -> Vec<String> {
        self.statements
            .iter()
            .filter(|statement| statement.operation == position)
            .map(|statement| statement.sql.clone())
            .collect()
    }

    /// The text of a revision's section: every statement with its semicolon, an empty line between statements, and a `-- @destructive`
    /// line before those that lose something. `prepare` is applied to the text of every statement.
    #[must_use]
    pub fn body(&self, prepare: impl Fn(&str) -> String) -> String {
        self.written(|sql| format!("{};", prepare(sql)))
    }

    /// The same for the server's own client, which may need to be told where a statement ends: see [`for_client`].
    #[must_use]
    pub fn client_body(&self, dialect: DialectName) -> String {
        self.written(|sql| for_client(sql, dialect))
    }

    fn written(&self, ended: impl Fn(&str) -> String) -> String {
        let mut body = String::new();
        for (position, statement) in self.statements.iter().enumerate() {
            if position > 0 {
                body.push('\n');
            }
            if let Some(destroys) = &statement.destroys {
                let _ = writeln!(body, "-- @destructive {}", destroys.replace(['\n', '\r'], " "));
            }
            let _ = writeln!(body, "{}", ended(statement.sql.trim_end()));
        }
        body
    }
}

/// The statement with its end, as the server's own client reads it: `mysql` and `mariadb` know no bodies, and would take a semicolon inside a
/// statement for its end.
#[must_use]
pub fn for_client(sql: &str, dialect: DialectName) -> String {
    if !matches!(dialect, DialectName::MySql | DialectName::MariaDb) || !sql.contains(';') {
        return format!("{sql};");
    }
    let mut delimiter = "//".to_owned();
    while sql.contains(&delimiter) {
        delimiter.push('$');
    }
    format!("DELIMITER {delimiter}\n{sql}\n{delimiter}\nDELIMITER ;")
}

/// Why an operation cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The kind of object does not exist on this server.
    #[error("{dialect} has no {object}")]
    Unsupported {
        /// The dialect.
        dialect: &'static str,
        /// The object.
        object: String,
    },
    /// A rename meets a text in which the old name may mean something else.
    #[error(
        "renaming `{from}` on `{table}` together with another change of the table means writing {text} anew, and in it `{from}` may also \
         be something else: make the rename in a revision of its own"
    )]
    AmbiguousRename {
        /// The table.
        table: String,
        /// The old name.
        from: String,
        /// Which text.
        text: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_told_where_a_body_ends() {
        assert_eq!(for_client("SELECT 1", DialectName::MySql), "SELECT 1;");
        assert_eq!(for_client("BEGIN; END", DialectName::PostgreSql), "BEGIN; END;");
        let body = for_client("CREATE PROCEDURE p() BEGIN SELECT 1; END", DialectName::MariaDb);
        assert_eq!(body, "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END\n//\nDELIMITER ;");
        assert!(for_client("SELECT '//'; SELECT 2", DialectName::MySql).starts_with("DELIMITER //$\n"));
    }
}
