//! The servers, by the variables that name them.

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use limbeck_database::{ConnectOptions, connect};
use limbeck_url::{DatabaseUrl, DialectName};

use crate::TestDatabase;

/// A server that tests run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestServer {
    /// PostgreSQL 15 or later.
    PostgreSql,
    /// PostgreSQL 18.
    PostgreSql18,
    /// MariaDB.
    MariaDb,
    /// MySQL.
    MySql,
    /// PgBouncer before [`TestServer::PostgreSql`], in the mode that changes sessions.
    PgBouncer,
}

impl TestServer {
    /// All that make databases of their own.
    pub const ALL: [Self; 4] = [Self::PostgreSql, Self::PostgreSql18, Self::MariaDb, Self::MySql];

    /// The variable that holds the URL of a user who may create databases.
    #[must_use]
    pub fn variable(self) -> &'static str {
        match self {
            Self::PostgreSql => "LIMBECK_TEST_POSTGRESQL_URL",
            Self::PostgreSql18 => "LIMBECK_TEST_POSTGRESQL18_URL",
            Self::MariaDb => "LIMBECK_TEST_MARIADB_URL",
            Self::MySql => "LIMBECK_TEST_MYSQL_URL",
            Self::PgBouncer => "LIMBECK_TEST_PGBOUNCER_URL",
        }
    }

    /// What it speaks.
    #[must_use]
    pub fn dialect(self) -> DialectName {
        match self {
            Self::PostgreSql | Self::PostgreSql18 | Self::PgBouncer => DialectName::PostgreSql,
            Self::MariaDb => DialectName::MariaDb,
            Self::MySql => DialectName::MySql,
        }
    }

    /// Its URL; `None` when it is not there, which is said and counted.
    #[must_use]
    pub fn url(self) -> Option<DatabaseUrl> {
        let text = variable(self.variable())?;
        Some(DatabaseUrl::parse(&text).unwrap())
    }

    /// An empty database of the test's own, dropped with the value; `None` when the server is not there.
    #[must_use]
    pub fn database(self) -> Option<TestDatabase> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let url = self.url()?;
        let name = format!("limbeck_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let charset = match self.dialect() {
            DialectName::MySql | DialectName::MariaDb => " CHARACTER SET utf8mb4",
            DialectName::PostgreSql | DialectName::Sqlite => "",
        };
        let mut maker = connect(&url, &ConnectOptions::default()).unwrap();
        maker.execute(&format!("CREATE DATABASE {name}{charset}")).unwrap();
        Some(TestDatabase::new(self, url, name))
    }
}

/// The value of a variable; where it is not set, the test does not run, which is said and counted.
pub(crate) fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok().filter(|text| !text.is_empty());
    if value.is_none() {
        println!("not run: {name} is not set");
        if let Some(file) = std::env::var_os("LIMBECK_TEST_NOT_RUN") {
            let mut file = fs_err::OpenOptions::new().create(true).append(true).open(file).unwrap();
            let test = std::thread::current().name().unwrap_or("a test").to_owned();
            writeln!(file, "{name}\t{test}").unwrap();
        }
    }
    value
}
