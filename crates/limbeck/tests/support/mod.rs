//! The servers that tests run on, and databases of a test's own there. Here, and nowhere else in the tests, servers differ.
#![allow(dead_code, reason = "every test file uses a part of it")]

pub(crate) mod journey;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use limbeck::autogenerate::ScratchServers;
use limbeck_catalog::Catalog;
use limbeck_database::{ConnectOptions, Connection, Scope, connect, reflect};
use limbeck_revision::{Direction, NewRevision, NewSection, RevisionId, commit_groups, parse, render};
use limbeck_sql::split;
use limbeck_url::{DatabaseUrl, DialectName};

/// A server on which tests make databases of their own.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    url: DatabaseUrl,
    /// What answers there.
    pub(crate) dialect: DialectName,
}

impl Server {
    /// SQLite, in memory.
    pub(crate) fn sqlite() -> Self {
        let url = DatabaseUrl::parse("sqlite::memory:").unwrap();
        Self { url, dialect: DialectName::Sqlite }
    }

    /// The server that an environment variable names. Where it is not set, that is said, and told to whoever counts (`CONTRIBUTING.md`).
    pub(crate) fn named_by(variable: &str, test: &str) -> Option<Self> {
        let Some(text) = std::env::var(variable).ok().filter(|text| !text.is_empty()) else {
            println!("not run: {variable} is not set");
            if let Some(file) = std::env::var_os("LIMBECK_TEST_NOT_RUN") {
                let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
                writeln!(file, "{variable}\t{test}").unwrap();
            }
            return None;
        };
        let url = DatabaseUrl::parse(&text).unwrap();
        let dialect = connect(&url, &ConnectOptions::default()).unwrap().server().dialect;
        Some(Self { url, dialect })
    }

    /// Where scratch places are opened for a database of this server.
    pub(crate) fn scratch(&self) -> ScratchServers {
        ScratchServers::on(&self.url)
    }

    /// An empty database of the test's own, dropped with the value.
    pub(crate) fn database(&self) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let options = ConnectOptions::default();
        if self.dialect == DialectName::Sqlite {
            let connection = connect(&self.url, &options).unwrap();
            return Database {
                server: self.clone(),
                url: self.url.clone(),
                name: None,
                connection: Some(connection),
            };
        }
        let name = format!("limbeck_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut maker = connect(&self.url, &options).unwrap();
        maker.execute(&format!("CREATE DATABASE {name}")).unwrap();
        let url = self.url.clone().with_database(&name);
        let connection = connect(&url, &options).unwrap();
        Database { server: self.clone(), url, name: Some(name), connection: Some(connection) }
    }
}

/// A database of a test's own.
pub(crate) struct Database {
    server: Server,
    url: DatabaseUrl,
    name: Option<String>,
    connection: Option<Box<dyn Connection>>,
}

impl Database {
    pub(crate) fn dialect(&self) -> DialectName {
        self.server.dialect
    }

    pub(crate) fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    pub(crate) fn connection(&mut self) -> &mut dyn Connection {
        &mut **self.connection.as_mut().unwrap()
    }

    /// Where texts of this database are judged, and schema files for it loaded.
    pub(crate) fn scratch(&self) -> ScratchServers {
        ScratchServers::on(&self.url)
    }

    /// All of a user's schemas, where a database holds several.
    pub(crate) fn scope(&self) -> Scope {
        let schemas = match self.dialect() {
            DialectName::PostgreSql => vec!["*".to_owned()],
            _ => Vec::new(),
        };
        Scope { schemas, ..Scope::default() }
    }

    pub(crate) fn reflect(&mut self) -> Catalog {
        let scope = self.scope();
        reflect(self.connection(), &scope).unwrap()
    }

    /// Runs a script as the server's own client does: statement by statement, each committed by itself.
    pub(crate) fn load(&mut self, text: &str) {
        let (dialect, mode) = (self.dialect(), self.connection().server().lex_mode());
        for statement in split(text, dialect, mode).unwrap() {
            self.connection()
                .execute(statement.text)
                .unwrap_or_else(|error| panic!("{error}: {}", statement.text));
        }
    }

    /// Runs one of the sections of a revision as a runner does: cut into commit groups, foreign keys on unless it says otherwise and checked before they are
    /// committed. `Err` is why nothing of the last group was kept.
    pub(crate) fn run(&mut self, sections: &[NewSection; 2], direction: Direction) -> Result<(), String> {
        let (dialect, mode) = (self.dialect(), self.connection().server().lex_mode());
        let text = render(&NewRevision {
            message: "A case".to_owned(),
            revision: RevisionId::parse("000000000001").unwrap(),
            revises: Vec::new(),
            labels: Vec::new(),
            depends_on: Vec::new(),
            created: None,
            renamed: Vec::new(),
            sections: sections.to_vec(),
            irreversible: None,
        });
        let file = parse(Path::new("case.sql"), &text).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        for group in commit_groups(&file, direction, dialect, mode).unwrap() {
            self.foreign_keys(!group.foreign_keys_off);
            if group.transaction {
                self.connection().begin().unwrap();
            }
            for statement in &group.statements {
                if let Err(error) = self.connection().execute(&statement.sql) {
                    self.connection().rollback().unwrap();
                    return Err(format!("{error}: {}", statement.sql));
                }
            }
            if group.transaction {
                if let Some(violated) = self.violated_foreign_keys() {
                    self.connection().rollback().unwrap();
                    return Err(format!("foreign keys are violated: {violated}"));
                }
                self.connection().commit().map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }

    /// The answers to a script of queries.
    pub(crate) fn answers(&mut self, queries: &str) -> Vec<Vec<Vec<Option<String>>>> {
        let (dialect, mode) = (self.dialect(), self.connection().server().lex_mode());
        let queries = split(queries, dialect, mode).unwrap();
        queries.iter().map(|query| self.connection().query(query.text).unwrap().rows).collect()
    }

    fn foreign_keys(&mut self, on: bool) {
        if self.dialect() == DialectName::Sqlite {
            self.connection()
                .execute(if on { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" })
                .unwrap();
        }
    }

    fn violated_foreign_keys(&mut self) -> Option<String> {
        if self.dialect() != DialectName::Sqlite {
            return None;
        }
        let found = self.connection().query("PRAGMA foreign_key_check").unwrap();
        (!found.rows.is_empty()).then(|| format!("{:?}", found.rows))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.connection.take());
        if let Some(name) = &self.name
            && let Ok(mut maker) = connect(&self.server.url, &ConnectOptions::default())
        {
            let force = if self.server.dialect == DialectName::PostgreSql { " WITH (FORCE)" } else { "" };
            drop(maker.execute(&format!("DROP DATABASE IF EXISTS {name}{force}")));
        }
    }
}

/// The folders of `tests/cases/<folder>`, sorted.
pub(crate) fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut cases: Vec<PathBuf> =
        fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}
