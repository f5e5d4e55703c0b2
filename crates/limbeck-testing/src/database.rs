//! A database of a test's own.

use limbeck_database::{ConnectOptions, Connection, connect};
use limbeck_url::{DatabaseUrl, DialectName};

use crate::TestServer;

/// A database of a test's own on a real server, dropped with the value, whoever is still connected to it.
#[derive(Debug)]
pub struct TestDatabase {
    /// Where it is.
    pub server: TestServer,
    /// Its name on the server.
    pub name: String,
    maker: DatabaseUrl,
}

impl TestDatabase {
    pub(crate) fn new(server: TestServer, maker: DatabaseUrl, name: String) -> Self {
        Self { server, name, maker }
    }

    /// Its URL.
    #[must_use]
    pub fn url(&self) -> DatabaseUrl {
        self.maker.clone().with_database(&self.name)
    }

    /// Its URL as text, with the password.
    #[must_use]
    pub fn url_text(&self) -> String {
        self.url().reveal().expose().clone()
    }

    /// A new connection, as a writing command opens it.
    #[must_use]
    pub fn open(&self) -> Box<dyn Connection> {
        connect(&self.url(), &ConnectOptions::default()).unwrap()
    }

    /// Runs one statement on a connection of its own.
    pub fn execute(&self, sql: &str) {
        self.open().execute(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    }

    /// The rows of a query, values joined by `|`, NULL as `-`.
    #[must_use]
    pub fn rows(&self, sql: &str) -> Vec<String> {
        rows(&self.url(), sql)
    }
}

/// The rows of a query on a connection of its own that only reads, values joined by `|`, NULL as `-`.
#[must_use]
pub fn rows(url: &DatabaseUrl, sql: &str) -> Vec<String> {
    let options = ConnectOptions { read_only: true, ..ConnectOptions::default() };
    let found = connect(url, &options).unwrap().query(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    let value = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    found.rows.into_iter().map(|row| row.into_iter().map(value).collect::<Vec<_>>().join("|")).collect()
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let force = match self.server.dialect() {
            DialectName::PostgreSql => " WITH (FORCE)",
            DialectName::MySql | DialectName::MariaDb | DialectName::Sqlite => "",
        };
        // A test that has failed already must not fail twice.
        if let Ok(mut maker) = connect(&self.maker, &ConnectOptions::default()) {
            let _ = maker.execute(&format!("DROP DATABASE IF EXISTS {}{force}", self.name));
        }
    }
}
