//! The drivers a URL can be written for.

use std::fmt;
use std::str::FromStr;

use crate::dialect::DialectName::{self, MariaDb, MySql, PostgreSql, Sqlite};
use crate::nearest::nearest;

/// A client library, or an alias for one, that reads database URLs in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Driver {
    /// The async driver that SQLAlchemy applications use: the URL's own if it is async, else asyncpg, asyncmy or aiosqlite.
    SqlalchemyAsync,
    /// The sync driver that SQLAlchemy applications use: the URL's own if it is sync, else psycopg, PyMySQL or pysqlite.
    SqlalchemySync,
    /// SQLAlchemy with psycopg 3.
    Psycopg,
    /// SQLAlchemy with psycopg 3, async by name.
    PsycopgAsync,
    /// SQLAlchemy with psycopg2.
    Psycopg2,
    /// SQLAlchemy with psycopg2cffi.
    Psycopg2cffi,
    /// SQLAlchemy with pg8000.
    Pg8000,
    /// SQLAlchemy with asyncpg.
    Asyncpg,
    /// SQLAlchemy with mysqlclient.
    Mysqldb,
    /// SQLAlchemy with PyMySQL.
    Pymysql,
    /// SQLAlchemy with MySQL Connector/Python.
    Mysqlconnector,
    /// SQLAlchemy with MariaDB Connector/Python.
    Mariadbconnector,
    /// SQLAlchemy with CyMySQL.
    Cymysql,
    /// SQLAlchemy with pyodbc, for MySQL and MariaDB.
    Pyodbc,
    /// SQLAlchemy with aiomysql.
    Aiomysql,
    /// SQLAlchemy with asyncmy.
    Asyncmy,
    /// SQLAlchemy with Python's own sqlite3.
    Pysqlite,
    /// SQLAlchemy with SQLCipher.
    Pysqlcipher,
    /// SQLAlchemy with aiosqlite.
    Aiosqlite,
    /// sqlx.
    Sqlx,
    /// SeaORM.
    SeaOrm,
    /// Diesel.
    Diesel,
    /// diesel-async.
    DieselAsync,
    /// tokio-postgres.
    TokioPostgres,
    /// deadpool-postgres.
    DeadpoolPostgres,
    /// The sync crate `postgres`.
    Postgres,
    /// The crate `mysql_async`.
    MysqlAsync,
    /// The sync crate `mysql`.
    Mysql,
    /// rusqlite.
    Rusqlite,
    /// Java's JDBC drivers: pgjdbc, Connector/J, MariaDB's, Xerial's.
    Jdbc,
    /// libpq's `key=value` string, for psql, pg_dump and everything built on libpq.
    Libpq,
}

const PG: &[DialectName] = &[PostgreSql];
const MY: &[DialectName] = &[MySql, MariaDb];
const LITE: &[DialectName] = &[Sqlite];
const EVERY: &[DialectName] = &[PostgreSql, MySql, MariaDb, Sqlite];

impl Driver {
    /// All drivers, in the order in which they are listed to people.
    pub const ALL: [Self; 31] = [
        Self::SqlalchemyAsync,
        Self::SqlalchemySync,
        Self::Psycopg,
        Self::PsycopgAsync,
        Self::Psycopg2,
        Self::Psycopg2cffi,
        Self::Pg8000,
        Self::Asyncpg,
        Self::Mysqldb,
        Self::Pymysql,
        Self::Mysqlconnector,
        Self::Mariadbconnector,
        Self::Cymysql,
        Self::Pyodbc,
        Self::Aiomysql,
        Self::Asyncmy,
        Self::Pysqlite,
        Self::Pysqlcipher,
        Self::Aiosqlite,
        Self::Sqlx,
        Self::SeaOrm,
        Self::Diesel,
        Self::DieselAsync,
        Self::TokioPostgres,
        Self::DeadpoolPostgres,
        Self::Postgres,
        Self::MysqlAsync,
        Self::Mysql,
        Self::Rusqlite,
        Self::Jdbc,
        Self::Libpq,
    ];

    /// The name, as `limbeck url --for` takes it and as `+driver` spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SqlalchemyAsync => "sqlalchemy-async",
            Self::SqlalchemySync => "sqlalchemy-sync",
            Self::Psycopg => "psycopg",
            Self::PsycopgAsync => "psycopg_async",
            Self::Psycopg2 => "psycopg2",
            Self::Psycopg2cffi => "psycopg2cffi",
            Self::Pg8000 => "pg8000",
            Self::Asyncpg => "asyncpg",
            Self::Mysqldb => "mysqldb",
            Self::Pymysql => "pymysql",
            Self::Mysqlconnector => "mysqlconnector",
            Self::Mariadbconnector => "mariadbconnector",
            Self::Cymysql => "cymysql",
            Self::Pyodbc => "pyodbc",
            Self::Aiomysql => "aiomysql",
            Self::Asyncmy => "asyncmy",
            Self::Pysqlite => "pysqlite",
            Self::Pysqlcipher => "pysqlcipher",
            Self::Aiosqlite => "aiosqlite",
            Self::Sqlx => "sqlx",
            Self::SeaOrm => "sea-orm",
            Self::Diesel => "diesel",
            Self::DieselAsync => "diesel-async",
            Self::TokioPostgres => "tokio-postgres",
            Self::DeadpoolPostgres => "deadpool-postgres",
            Self::Postgres => "postgres",
            Self::MysqlAsync => "mysql_async",
            Self::Mysql => "mysql",
            Self::Rusqlite => "rusqlite",
            Self::Jdbc => "jdbc",
            Self::Libpq => "libpq",
        }
    }

    /// The dialects the driver speaks.
    #[must_use]
    pub fn dialects(self) -> &'static [DialectName] {
        match self {
            Self::SqlalchemyAsync
            | Self::SqlalchemySync
            | Self::Sqlx
            | Self::SeaOrm
            | Self::Diesel
            | Self::Jdbc => EVERY,
            Self::DieselAsync => EVERY,
            Self::Psycopg
            | Self::PsycopgAsync
            | Self::Psycopg2
            | Self::Psycopg2cffi
            | Self::Pg8000
            | Self::Asyncpg
            | Self::TokioPostgres
            | Self::DeadpoolPostgres
            | Self::Postgres
            | Self::Libpq => PG,
            Self::Mysqldb
            | Self::Pymysql
            | Self::Mysqlconnector
            | Self::Mariadbconnector
            | Self::Cymysql
            | Self::Pyodbc
            | Self::Aiomysql
            | Self::Asyncmy
            | Self::MysqlAsync
            | Self::Mysql => MY,
            Self::Pysqlite | Self::Pysqlcipher | Self::Aiosqlite | Self::Rusqlite => LITE,
        }
    }

    /// Whether the driver speaks a dialect.
    #[must_use]
    pub fn speaks(self, dialect: DialectName) -> bool {
        self.dialects().contains(&dialect)
    }

    /// Whether this is one of SQLAlchemy's drivers, which a URL names after a `+`.
    #[must_use]
    pub fn is_sqlalchemy(self) -> bool {
        matches!(
            self,
            Self::Psycopg
                | Self::PsycopgAsync
                | Self::Psycopg2
                | Self::Psycopg2cffi
                | Self::Pg8000
                | Self::Asyncpg
                | Self::Mysqldb
                | Self::Pymysql
                | Self::Mysqlconnector
                | Self::Mariadbconnector
                | Self::Cymysql
                | Self::Pyodbc
                | Self::Aiomysql
                | Self::Asyncmy
                | Self::Pysqlite
                | Self::Pysqlcipher
                | Self::Aiosqlite
        )
    }

    /// Whether the driver can serve an async SQLAlchemy engine. psycopg serves both kinds.
    #[must_use]
    pub fn is_async(self) -> bool {
        matches!(
            self,
            Self::SqlalchemyAsync
                | Self::Psycopg
                | Self::PsycopgAsync
                | Self::Asyncpg
                | Self::Aiomysql
                | Self::Asyncmy
                | Self::Aiosqlite
                | Self::Sqlx
                | Self::SeaOrm
                | Self::DieselAsync
                | Self::TokioPostgres
                | Self::DeadpoolPostgres
                | Self::MysqlAsync
        )
    }

    /// The driver that an alias stands for, given the dialect and the driver that the URL names itself.
    pub(crate) fn concrete(self, dialect: DialectName, own: Option<Self>) -> Self {
        let own = own.filter(|own| own.speaks(dialect) && own.is_sqlalchemy());
        match (self, dialect) {
            (Self::SqlalchemyAsync, PostgreSql) => own.filter(|own| own.is_async()).unwrap_or(Self::Asyncpg),
            (Self::SqlalchemyAsync, MySql | MariaDb) => {
                own.filter(|own| own.is_async()).unwrap_or(Self::Asyncmy)
            }
            (Self::SqlalchemyAsync, Sqlite) => Self::Aiosqlite,
            (Self::SqlalchemySync, PostgreSql) => {
                own.filter(|own| !own.is_async() || *own == Self::Psycopg).unwrap_or(Self::Psycopg)
            }
            (Self::SqlalchemySync, MySql | MariaDb) => {
                own.filter(|own| !own.is_async()).unwrap_or(Self::Pymysql)
            }
            (Self::SqlalchemySync, Sqlite) => own.filter(|own| !own.is_async()).unwrap_or(Self::Pysqlite),
            _ => self,
        }
    }

    /// The driver that `+name` means behind a scheme.
    pub(crate) fn in_scheme(name: &str, dialect: DialectName) -> Option<Self> {
        Self::ALL.into_iter().find(|driver| {
            driver.is_sqlalchemy() && driver.speaks(dialect) && driver.as_str().eq_ignore_ascii_case(name)
        })
    }

    pub(crate) fn nearest_in_scheme(name: &str, dialect: DialectName) -> Option<&'static str> {
        nearest(name, Self::scheme_names(dialect))
    }

    pub(crate) fn list_for_scheme(dialect: DialectName) -> String {
        Self::scheme_names(dialect).collect::<Vec<_>>().join(", ")
    }

    fn scheme_names(dialect: DialectName) -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().filter(move |d| d.is_sqlalchemy() && d.speaks(dialect)).map(Self::as_str)
    }
}

impl fmt::Display for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error of [`Driver::from_str`]: a word that names no driver.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{name}` is not a driver limbeck can write URLs for{}; the drivers are {}",
    .nearest.map(|word| format!(" (did you mean `{word}`?)")).unwrap_or_default(),
    Driver::ALL.map(Driver::as_str).join(", ")
)]
pub struct UnknownDriver {
    /// The word.
    pub name: String,
    /// The nearest driver.
    pub nearest: Option<&'static str>,
}

impl FromStr for Driver {
    type Err = UnknownDriver;

    /// Reads a driver's name; case, `-` and `_` are not told apart.
    ///
    /// # Errors
    ///
    /// [`UnknownDriver`] for any other word.
    fn from_str(word: &str) -> Result<Self, UnknownDriver> {
        let plain = |text: &str| text.to_ascii_lowercase().replace('_', "-");
        let wanted = plain(word);
        let wanted = match wanted.as_str() {
            "seaorm" => "sea-orm",
            "deadpool" => "deadpool-postgres",
            "mysqlclient" => "mysqldb",
            "psql" => "libpq",
            other => other,
        };
        Self::ALL.into_iter().find(|driver| plain(driver.as_str()) == wanted).ok_or_else(|| UnknownDriver {
            name: word.to_owned(),
            nearest: nearest(word, Self::ALL.map(Self::as_str)),
        })
    }
}
