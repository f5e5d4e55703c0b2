//! One `DATABASE_URL` for both sides: Limbeck migrates, Diesel serves.

use std::error::Error;

use diesel::{ConnectionError, ConnectionResult, SqliteConnection};
use diesel_async::pooled_connection::deadpool::Pool;
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig};
use diesel_async::sync_connection_wrapper::SyncConnectionWrapper;
use diesel_async::{
    AsyncConnection as _, AsyncMysqlConnection, AsyncPgConnection, SimpleAsyncConnection as _,
};
use limbeck::{Config, DialectName, Driver, Embedded, SqliteStyle};

/// The revisions, inside the program.
pub const MIGRATIONS: Embedded = limbeck::embed!("migrations");

/// Where the database is when `DATABASE_URL` does not say: in the working directory.
const DEFAULT_URL: &str = "sqlite://app.db";

/// SQLite works in this process: each query runs on a thread where it may block.
pub type AsyncSqliteConnection = SyncConnectionWrapper<SqliteConnection>;

/// The pool of connections, to whatever database the URL names.
#[derive(Clone)]
pub enum Database {
    Sqlite(Pool<AsyncSqliteConnection>),
    Postgres(Pool<AsyncPgConnection>),
    /// MySQL and MariaDB.
    MySql(Pool<AsyncMysqlConnection>),
}

/// What the service and `manage_db` agree on, over a configuration.
pub fn configure(config: Config) -> Config {
    // As in most Rust services, `sqlite:///app.db` is an absolute path.
    let mut config = Config { sqlite_style: Some(SqliteStyle::Sqlx), ..config };
    if std::env::var_os("DATABASE_URL").is_none_or(|url| url.is_empty()) {
        config.url_given = Some(DEFAULT_URL.to_owned());
    }
    config
}

/// Brings the database up to date and opens it.
///
/// Any number of replicas may do this at once: each revision is applied by one of them, the others wait for it.
pub async fn open() -> Result<Database, Box<dyn Error>> {
    let config = configure(Config::default());
    let report = limbeck::upgrade_async(&config, &MIGRATIONS.into(), "head").await?;
    for revision in &report.applied {
        println!("applied revision {revision}");
    }
    for warning in &report.warnings {
        eprintln!("warning: {warning}");
    }
    // However the URL is spelled, diesel-async gets it in its own words.
    let url = config.database_to_open()?.url;
    let text = url.for_driver(Driver::DieselAsync)?;
    let text = text.expose();
    Ok(match url.dialect() {
        DialectName::Sqlite => {
            let mut setup = ManagerConfig::default();
            setup.custom_setup = Box::new(|path| Box::pin(open_sqlite(path)));
            let manager = AsyncDieselConnectionManager::new_with_config(text, setup);
            Database::Sqlite(Pool::builder(manager).build()?)
        }
        DialectName::PostgreSql => {
            Database::Postgres(Pool::builder(AsyncDieselConnectionManager::new(text)).build()?)
        }
        DialectName::MySql | DialectName::MariaDb => {
            Database::MySql(Pool::builder(AsyncDieselConnectionManager::new(text)).build()?)
        }
    })
}

/// SQLite leaves to each connection whether it minds foreign keys, and how long it waits for another that writes.
async fn open_sqlite(path: &str) -> ConnectionResult<AsyncSqliteConnection> {
    let mut connection = AsyncSqliteConnection::establish(path).await?;
    let setup = connection.batch_execute("PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000");
    setup.await.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(connection)
}
