//! What the tests of connections, state and runs share: databases in temporary folders, steps from the text of revision files.
#![expect(dead_code, reason = "every test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use limbeck_database::{
    Applied, ApplyError, ConnectOptions, Connection, DatabaseError, Engine, Event, Report, RunOptions, Step,
    StepRevision, apply, connect,
};
use limbeck_revision::{Direction, commit_groups, parse};
use limbeck_sql::LexMode;
use limbeck_url::{DatabaseUrl, DialectName};

/// A temporary folder with the path of a database in it.
pub(crate) struct Database {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) path: PathBuf,
}

impl Database {
    /// The file does not exist yet.
    pub(crate) fn missing() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        Self { folder, path }
    }

    /// The file exists and holds what the SQL makes.
    pub(crate) fn with(sql: &str) -> Self {
        let this = Self::missing();
        this.open().execute(sql).unwrap();
        this
    }

    pub(crate) fn open(&self) -> Box<dyn Connection> {
        open(&self.path).unwrap()
    }

    pub(crate) fn applied(&self) -> Applied {
        Applied::read(&mut *self.open(), &RunOptions::default().state, "").unwrap()
    }

    /// The ids of the applied revisions.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.applied().rows.into_iter().map(|row| row.revision).collect()
    }

    /// The rows of a query, values joined by `|`, NULL as `-`.
    pub(crate) fn rows(&self, sql: &str) -> Vec<String> {
        rows(&mut *self.open(), sql)
    }

    /// Everything of the user in the file: definitions and rows.
    pub(crate) fn contents(&self) -> Vec<String> {
        let mut connection = self.open();
        let objects = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name NOT LIKE 'limbeck\\_%' ESCAPE '\\' \
                       ORDER BY type, name";
        let mut all = rows(&mut *connection, objects);
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'limbeck\\_%' ESCAPE '\\' \
                      ORDER BY name";
        for table in rows(&mut *connection, tables) {
            all.push(format!("rows of {table}"));
            all.extend(rows(&mut *connection, &format!("SELECT * FROM \"{table}\" ORDER BY 1")));
        }
        all
    }
}

pub(crate) fn rows(connection: &mut dyn Connection, sql: &str) -> Vec<String> {
    let value = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let found = connection.query(sql).unwrap();
    found.rows.into_iter().map(|row| row.into_iter().map(value).collect::<Vec<_>>().join("|")).collect()
}

pub(crate) fn url(path: &Path) -> DatabaseUrl {
    DatabaseUrl::parse(&format!("sqlite:///{}", path.display())).unwrap()
}

/// Opens a file as a writing command does.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Connection>, DatabaseError> {
    connect(&url(path), &ConnectOptions { create_if_missing: true, ..ConnectOptions::default() })
}

/// A step from the text of a revision file.
pub(crate) fn step(text: &str, direction: Direction) -> Step {
    let file = parse(Path::new("revision.sql"), text).unwrap();
    let dialect = DialectName::Sqlite;
    Step {
        revision: StepRevision {
            id: file.header.revision.as_str().to_owned(),
            parents: file.header.revises.iter().map(|id| id.as_str().to_owned()).collect(),
            depends_on: file.header.depends_on.clone(),
            labels: file.header.labels.clone(),
            message: file.header.message.clone().unwrap_or_default(),
            checksum: file.checksum(dialect),
            downgrade: file.downgrade_text(dialect),
        },
        direction,
        groups: commit_groups(&file, direction, dialect, LexMode::default()).unwrap(),
        file: Some(file.path.clone()),
    }
}

/// A step of an upgrade: the body (which may hold more section lines) behind a header.
pub(crate) fn up(id: &str, parent: Option<&str>, body: &str) -> Step {
    let revises = parent.map(|parent| format!("-- @revises {parent}\n")).unwrap_or_default();
    let section = if body.starts_with("-- @upgrade") { "" } else { "-- @upgrade\n" };
    step(&format!("-- Make {id}\n-- @revision {id}\n{revises}\n{section}{body}"), Direction::Upgrade)
}

/// Runs steps on a connection of its own.
pub(crate) fn run(path: &Path, steps: &[Step], options: RunOptions) -> Result<Report, ApplyError> {
    run_with(&mut *open(path).unwrap(), steps, options, &mut |_| {})
}

pub(crate) fn run_with(
    connection: &mut dyn Connection,
    mut steps: &[Step],
    options: RunOptions,
    events: &mut dyn FnMut(Event),
) -> Result<Report, ApplyError> {
    apply(&mut Engine { connection, options }, &mut steps, events)
}

pub(crate) fn options() -> RunOptions {
    RunOptions { who: "ann@laptop".to_owned(), lock_wait: Duration::from_secs(60), ..RunOptions::default() }
}
