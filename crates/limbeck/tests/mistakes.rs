//! The three mistakes that an application with one `DATABASE_URL` used to make cannot be made: an async driver's name given to sync migrations, a
//! sync driver's name given to an async application, and migrations run where an event loop runs.

#![cfg(all(feature = "mysql", feature = "postgres", feature = "sqlite"))]
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use limbeck::{Config, DatabaseUrl, Driver, Embedded, EmbeddedFile, Source};
use limbeck_testing::TestServer;
use limbeck_url::DialectName;

const FILES: &[EmbeddedFile] = &[EmbeddedFile {
    name: "a001.sql",
    text: "-- Users\n-- @revision a001\n-- @upgrade\nCREATE TABLE users (id integer PRIMARY KEY);\n-- @downgrade\nDROP TABLE users;\n",
}];

fn source() -> Source {
    Source::from(Embedded { folder: "", files: FILES })
}

/// `scheme://rest` with another scheme.
fn with_scheme(url: &str, scheme: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap();
    format!("{scheme}://{rest}")
}

/// Schemes that async applications write, and sync ones, by what the server speaks.
fn schemes(dialect: DialectName) -> &'static [&'static str] {
    match dialect {
        DialectName::PostgreSql => &[
            "postgresql+asyncpg",
            "postgresql+psycopg_async",
            "postgresql+psycopg2",
            "postgresql+psycopg",
            "postgresql",
            "postgres",
            "POSTGRESQL",
        ],
        DialectName::MySql => &["mysql+asyncmy", "mysql+aiomysql", "mysql+pymysql", "mysql+mysqldb", "mysql"],
        DialectName::MariaDb => &[
            "mysql+asyncmy",
            "mariadb+asyncmy",
            "mariadb+aiomysql",
            "mariadb+mariadbconnector",
            "mysql",
            "mariadb",
        ],
        DialectName::Sqlite => &["sqlite+aiosqlite", "sqlite+pysqlite", "sqlite"],
    }
}

#[test]
fn the_name_of_an_async_driver_does_not_disturb_sync_migrations() {
    for server in TestServer::ALL {
        let Some(database) = server.database() else { continue };
        for scheme in schemes(server.dialect()) {
            let config = Config::with_url(with_scheme(&database.url_text(), scheme));
            assert!(limbeck::current(&config, &source()).unwrap().applied.is_empty(), "{scheme}");
            assert_eq!(limbeck::upgrade(&config, &source(), "head").unwrap().applied, ["a001"], "{scheme}");
            assert_eq!(limbeck::downgrade(&config, &source(), "base").unwrap().applied, ["a001"], "{scheme}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for scheme in schemes(DialectName::Sqlite) {
        let name = scheme.replace('+', "_");
        let config = Config::with_url(format!("{scheme}:////{}/{name}.db", folder.path().display()));
        assert_eq!(limbeck::upgrade(&config, &source(), "head").unwrap().applied, ["a001"], "{scheme}");
        assert!(folder.path().join(format!("{name}.db")).is_file(), "{scheme}");
    }
}

#[test]
fn the_name_of_a_sync_driver_is_converted_for_an_async_application_or_it_is_said_why_not() {
    let url = |text: &str| DatabaseUrl::parse(text).unwrap();
    for (sync, driver, wanted) in [
        ("mysql+pymysql://u:p%40s@h/db", Driver::Asyncmy, "mysql+asyncmy://u:p%40s@h/db"),
        ("mysql+pymysql://u:p%40s@h/db", Driver::Sqlx, "mysql://u:p%40s@h/db"),
        (
            "postgresql+psycopg2://u:p@h/db?sslmode=require",
            Driver::Asyncpg,
            "postgresql+asyncpg://u:p@h/db?ssl=require",
        ),
        ("postgresql+psycopg2://u:p@h/db", Driver::Sqlx, "postgresql://u:p@h/db"),
        ("sqlite+pysqlite:////srv/app.db", Driver::Aiosqlite, "sqlite+aiosqlite:////srv/app.db"),
        ("sqlite+pysqlite:////srv/app.db", Driver::Sqlx, "sqlite:////srv/app.db"),
    ] {
        assert_eq!(url(sync).for_driver(driver).unwrap().expose(), wanted, "{sync} for {driver}");
    }
    // Another server's driver is refused by name, and without the password.
    let error =
        url("mysql+pymysql://u:geheim-und-lang@h/db").for_driver(Driver::Asyncpg).unwrap_err().to_string();
    assert!(error.contains("asyncpg") && !error.contains("geheim"), "{error}");
    // So is what the driver has no word for: it is never dropped silently.
    let error = url("mysql+pymysql://u:p@h/db?init_command=SET+a%3D1").for_driver(Driver::Sqlx).unwrap_err();
    assert!(error.to_string().contains("init_command"), "{error}");
}

#[test]
fn migrations_run_where_an_event_loop_runs() {
    let run = |config: &Config| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            // The loop goes on while the migrations run on a thread of their own.
            let (ticked, mut ticks) = tokio::sync::mpsc::unbounded_channel();
            let ticking = tokio::spawn(async move {
                while ticked.send(()).is_ok() {
                    tokio::task::yield_now().await;
                }
            });
            let report = limbeck::upgrade_async(config, &source(), "head").await.unwrap();
            assert_eq!(report.applied, ["a001"]);
            assert!(ticks.recv().await.is_some());
            ticking.abort();
            // And the sync function, though it holds the loop up, does not fail in it.
            assert!(limbeck::upgrade(config, &source(), "head").unwrap().already_done);
        });
    };
    for server in TestServer::ALL {
        let Some(database) = server.database() else { continue };
        run(&Config::with_url(database.url_text()));
    }
    let folder = tempfile::tempdir().unwrap();
    run(&Config::with_url(format!("sqlite:{}/app.db", folder.path().display())));
}
