//! The SQL of the state tables, as text.
//!
//! A run executes exactly these texts, and `--sql` prints them: the two can't differ.

use limbeck_revision::Direction;
use limbeck_url::DialectName;

use super::literal::nullable;
use super::{AppliedRow, JournalRow, LogRow, StateNames, When, literal, tables};

/// Writes the SQL of the state tables for one dialect.
#[derive(Clone, Debug)]
pub struct StateSql {
    names: StateNames,
    dialect: DialectName,
}

impl StateSql {
    /// For these tables on this dialect.
    #[must_use]
    pub fn new(names: &StateNames, dialect: DialectName) -> Self {
        Self { names: names.clone(), dialect }
    }

    /// Creates the four tables and the format row; what is there already stays.
    #[must_use]
    pub fn create(&self) -> Vec<String> {
        tables::create(&self.names, self.dialect)
    }

    /// Records a revision as applied. `when` wins over the row's own `applied_at`.
    #[must_use]
    pub fn insert_revision(&self, row: &AppliedRow, when: &When) -> String {
        format!(
            "INSERT INTO {} (namespace, revision, parents, depends_on, labels, message, checksum, downgrade, applied_at, duration_ms, \
             applied_by, tool, kind) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
            self.table(&self.names.table),
            self.text(&row.namespace),
            self.text(&row.revision),
            self.text(&row.parents.join(" ")),
            self.text(&row.depends_on.join(" ")),
            self.text(&row.labels.join(" ")),
            self.text(&row.message),
            self.text(&row.checksum),
            nullable(row.downgrade.as_deref(), self.dialect),
            when.sql(self.dialect),
            row.duration_ms,
            self.text(&row.applied_by),
            self.text(&row.tool),
            self.text(row.kind.as_str()),
        )
    }

    /// Takes the record of a revision away.
    #[must_use]
    pub fn delete_revision(&self, namespace: &str, revision: &str) -> String {
        format!(
            "DELETE FROM {} WHERE namespace = {} AND revision = {}",
            self.table(&self.names.table),
            self.text(namespace),
            self.text(revision)
        )
    }

    /// Accepts a file as it is now: writes its checksum and down text to the revision's record.
    #[must_use]
    pub fn accept_file(
        &self,
        namespace: &str,
        revision: &str,
        checksum: &str,
        downgrade: Option<&str>,
    ) -> String {
        format!(
            "UPDATE {} SET checksum = {}, downgrade = {} WHERE namespace = {} AND revision = {}",
            self.table(&self.names.table),
            self.text(checksum),
            nullable(downgrade, self.dialect),
            self.text(namespace),
            self.text(revision)
        )
    }

    /// Appends to the log.
    #[must_use]
    pub fn append_log(&self, row: &LogRow, when: &When) -> String {
        format!(
            "INSERT INTO {} (at, namespace, revision, action, run, who, tool, outcome, detail) \
             VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})",
            self.table(&self.names.log()),
            when.sql(self.dialect),
            self.text(&row.namespace),
            self.text(&row.revision),
            self.text(&row.action),
            self.text(&row.run),
            self.text(&row.who),
            self.text(&row.tool),
            self.text(&row.outcome),
            nullable(row.detail.as_deref(), self.dialect),
        )
    }

    /// Writes a statement of the journal, over what stood at its position.
    #[must_use]
    pub fn put_journal(&self, row: &JournalRow) -> String {
        let values = [
            self.text(&row.namespace),
            self.text(&row.run),
            self.text(&row.revision),
            self.text(row.direction.as_str()),
            row.position.to_string(),
            self.text(&row.statement),
            self.text(&row.statement_hash),
            self.text(&row.class),
            self.text(row.state.as_str()),
            nullable(row.session.as_deref(), self.dialect),
            row.fence.map_or_else(|| "NULL".to_owned(), |fence| fence.to_string()),
            nullable(row.objects.as_deref(), self.dialect),
            nullable(row.before_hash.as_deref(), self.dialect),
            nullable(row.started_at.as_deref(), self.dialect),
            nullable(row.finished_at.as_deref(), self.dialect),
            nullable(row.error.as_deref(), self.dialect),
        ]
        .join(", ");
        let (verb, conflict) = match self.dialect {
            DialectName::PostgreSql => ("INSERT", JOURNAL_CONFLICT),
            DialectName::MySql | DialectName::MariaDb | DialectName::Sqlite => ("REPLACE", ""),
        };
        format!(
            "{verb} INTO {} ({}) VALUES ({values}){conflict}",
            self.table(&self.names.journal()),
            JOURNAL_COLUMNS.join(", ")
        )
    }

    /// Takes one statement out of the journal: it will run again.
    #[must_use]
    pub fn delete_journal(
        &self,
        namespace: &str,
        revision: &str,
        direction: Direction,
        position: u32,
    ) -> String {
        format!("{} AND position = {position}", self.clear_journal(namespace, revision, direction))
    }

    /// Takes a revision out of the journal.
    #[must_use]
    pub fn clear_journal(&self, namespace: &str, revision: &str, direction: Direction) -> String {
        format!(
            "DELETE FROM {} WHERE namespace = {} AND revision = {} AND direction = {}",
            self.table(&self.names.journal()),
            self.text(namespace),
            self.text(revision),
            self.text(direction.as_str())
        )
    }

    /// Writes who holds the lock of a namespace, and counts its fence up: whoever held it before can tell that it was superseded.
    #[must_use]
    pub fn take_lock(&self, namespace: &str, owner: &str, host: &str, when: &When) -> String {
        let table = self.table(&self.names.lock());
        let (name, owner, host, at) =
            (self.text(namespace), self.text(owner), self.text(host), when.sql(self.dialect));
        let conflict = match self.dialect {
            DialectName::MySql | DialectName::MariaDb => "ON DUPLICATE KEY UPDATE",
            DialectName::PostgreSql | DialectName::Sqlite => "ON CONFLICT (name) DO UPDATE SET",
        };
        format!(
            "INSERT INTO {table} (name, owner, host, fence, acquired_at) VALUES ({name}, {owner}, {host}, 1, {at}) {conflict} \
             owner = {owner}, host = {host}, fence = {table}.fence + 1, acquired_at = {at}"
        )
    }

    /// Asks for the fence of a namespace.
    #[must_use]
    pub fn fence(&self, namespace: &str) -> String {
        format!("SELECT fence FROM {} WHERE name = {}", self.table(&self.names.lock()), self.text(namespace))
    }

    /// The one query that [`super::Applied::read`] asks: applied revisions, the journal, the format.
    #[must_use]
    pub fn read(&self, namespace: &str) -> String {
        let namespace = self.text(namespace);
        let char_type = match self.dialect {
            DialectName::MySql | DialectName::MariaDb => "char",
            DialectName::PostgreSql | DialectName::Sqlite => "text",
        };
        let cast = |column: &str| format!("CAST({column} AS {char_type})");
        let nulls = |count: usize| ", NULL".repeat(count);
        format!(
            "SELECT 'revision', revision, parents, depends_on, labels, message, checksum, downgrade, applied_at, {}, applied_by, tool, \
             kind{} FROM {} WHERE namespace = {namespace} \
             UNION ALL SELECT 'journal', revision, run, direction, {}, statement, statement_hash, class, state, session, {}, objects, \
             before_hash, started_at, finished_at, error FROM {} WHERE namespace = {namespace} \
             UNION ALL SELECT 'format', {}{} FROM {} WHERE name = 'format'",
            cast("duration_ms"),
            nulls(3),
            self.table(&self.names.table),
            cast("position"),
            cast("fence"),
            self.table(&self.names.journal()),
            cast("format"),
            nulls(14),
            self.table(&self.names.lock()),
        )
    }

    fn table(&self, name: &str) -> String {
        self.names.qualified(name, self.dialect)
    }

    fn text(&self, text: &str) -> String {
        literal(text, self.dialect)
    }
}

const JOURNAL_COLUMNS: [&str; 16] = [
    "namespace",
    "run",
    "revision",
    "direction",
    "position",
    "statement",
    "statement_hash",
    "class",
    "state",
    "session",
    "fence",
    "objects",
    "before_hash",
    "started_at",
    "finished_at",
    "error",
];

const JOURNAL_CONFLICT: &str = " ON CONFLICT (namespace, revision, direction, position) DO UPDATE SET run = excluded.run, \
     statement = excluded.statement, statement_hash = excluded.statement_hash, class = excluded.class, state = excluded.state, \
     session = excluded.session, fence = excluded.fence, objects = excluded.objects, before_hash = excluded.before_hash, \
     started_at = excluded.started_at, finished_at = excluded.finished_at, error = excluded.error";
