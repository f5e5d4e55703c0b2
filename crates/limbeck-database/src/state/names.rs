//! The names of the state tables.

use limbeck_url::DialectName;

use super::quote_name;

/// The names of Limbeck's own tables, from `[state]` of the configuration.
///
/// The journal, the lock and the log follow the table of revisions: what stands before `_revisions` in its name, and `_journal`, `_lock`,
/// `_log`. A name that doesn't end so is itself what stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateNames {
    /// The table of applied revisions.
    pub table: String,
    /// The schema of all four (PostgreSQL); `None`: the connection's.
    pub schema: Option<String>,
}

impl Default for StateNames {
    fn default() -> Self {
        Self { table: "limbeck_revisions".to_owned(), schema: None }
    }
}

impl StateNames {
    /// The journal's name.
    #[must_use]
    pub fn journal(&self) -> String {
        self.sibling("journal")
    }

    /// The lock table's name.
    #[must_use]
    pub fn lock(&self) -> String {
        self.sibling("lock")
    }

    /// The log's name.
    #[must_use]
    pub fn log(&self) -> String {
        self.sibling("log")
    }

    /// All four, unquoted, the revisions first. Reflection leaves these out.
    #[must_use]
    pub fn all(&self) -> [String; 4] {
        [self.table.clone(), self.journal(), self.lock(), self.log()]
    }

    /// One of the names, quoted and with its schema, so that no `search_path` and no temporary table of a body can hide it.
    #[must_use]
    pub fn qualified(&self, name: &str, dialect: DialectName) -> String {
        let schema = match dialect {
            DialectName::Sqlite => Some("main"),
            DialectName::PostgreSql | DialectName::MySql | DialectName::MariaDb => self.schema.as_deref(),
        };
        match schema {
            Some(schema) => format!("{}.{}", quote_name(schema, dialect), quote_name(name, dialect)),
            None => quote_name(name, dialect),
        }
    }

    fn sibling(&self, what: &str) -> String {
        let prefix = self.table.strip_suffix("_revisions").unwrap_or(&self.table);
        format!("{prefix}_{what}")
    }
}

#[cfg(test)]
mod tests {
    use super::StateNames;

    #[test]
    fn the_others_follow_the_table_of_revisions() {
        let names = |table: &str| StateNames { table: table.to_owned(), schema: None }.all();
        assert_eq!(
            names("limbeck_revisions"),
            ["limbeck_revisions", "limbeck_journal", "limbeck_lock", "limbeck_log"]
        );
        assert_eq!(names("my_revisions"), ["my_revisions", "my_journal", "my_lock", "my_log"]);
        assert_eq!(names("history"), ["history", "history_journal", "history_lock", "history_log"]);
    }
}
