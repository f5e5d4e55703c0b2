//! One `DATABASE_URL` for both sides: Limbeck migrates, SeaORM serves.

use std::error::Error;

use limbeck::{Config, Driver, Embedded, SqliteStyle};
use sea_orm::{Database, DatabaseConnection};

/// The revisions, inside the program.
pub const MIGRATIONS: Embedded = limbeck::embed!("migrations");

/// Where the database is when `DATABASE_URL` does not say: in the working directory.
const DEFAULT_URL: &str = "sqlite://app.db";

/// What the service and `manage_db` agree on, over a configuration.
pub fn configure(config: Config) -> Config {
    // SeaORM reads URLs as sqlx does: `sqlite:///app.db` is an absolute path.
    let mut config = Config { sqlite_style: Some(SqliteStyle::Sqlx), ..config };
    if std::env::var_os("DATABASE_URL").is_none_or(|url| url.is_empty()) {
        config.url_given = Some(DEFAULT_URL.to_owned());
    }
    config
}

/// Brings the database up to date and opens it.
///
/// Any number of replicas may do this at once: each revision is applied by one of them, the others wait for it.
pub async fn open() -> Result<DatabaseConnection, Box<dyn Error>> {
    let config = configure(Config::default());
    let report = limbeck::upgrade_async(&config, &MIGRATIONS.into(), "head").await?;
    for revision in &report.applied {
        println!("applied revision {revision}");
    }
    for warning in &report.warnings {
        eprintln!("warning: {warning}");
    }
    // However the URL is spelled, SeaORM gets it in its own words.
    let url = config.database_to_open()?.url.for_driver(Driver::SeaOrm)?;
    Ok(Database::connect(url.expose()).await?)
}
