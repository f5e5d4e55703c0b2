//! The driver of PostgreSQL, on a real server.
#![cfg(feature = "postgres")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be, and says when it is not run"
)]

use std::time::{Duration, Instant};

use limbeck_database::{ConnectOptions, Connection, DatabaseError, connect};
use limbeck_url::DatabaseUrl;

/// A connection to the server that the tests may use; without one the test says so and is over.
fn connection(options: &ConnectOptions) -> Option<Box<dyn Connection>> {
    let Ok(url) = std::env::var("LIMBECK_TEST_POSTGRESQL_URL") else {
        println!("not run: LIMBECK_TEST_POSTGRESQL_URL is not set");
        return None;
    };
    Some(connect(&DatabaseUrl::parse(&url).unwrap(), options).unwrap())
}

#[test]
fn rows_are_text() {
    let Some(mut connection) = connection(&ConnectOptions::default()) else { return };
    let rows =
        connection.query("SELECT 1 AS one, NULL AS nothing, 'größe' AS \"Text\", true AS bool").unwrap();
    assert_eq!(rows.columns, ["one", "nothing", "Text", "bool"]);
    assert_eq!(rows.rows, [[Some("1".to_owned()), None, Some("größe".to_owned()), Some("t".to_owned())]]);
    assert!(connection.server().version.major >= 12);
    assert!(connection.session().unwrap().0.starts_with("process "));
    connection.close().unwrap();
}

#[test]
fn a_failed_transaction_is_not_committed() {
    let Some(mut connection) = connection(&ConnectOptions::default()) else { return };
    connection.begin().unwrap();
    connection.execute("CREATE TEMP TABLE t (a int)").unwrap();
    assert!(connection.execute("SELECT 1 / 0").is_err());
    assert!(connection.commit().is_err());
    assert!(connection.in_transaction());
    connection.rollback().unwrap();
    assert!(matches!(connection.query("SELECT * FROM t"), Err(DatabaseError::NoSuchTable { .. })));

    connection.execute("CREATE TEMP TABLE late (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)").unwrap();
    connection.begin().unwrap();
    assert_eq!(connection.execute("INSERT INTO late VALUES (1), (1)").unwrap(), 2);
    assert!(connection.commit().is_err());
    assert!(!connection.in_transaction());
}

#[test]
fn errors_say_where() {
    let Some(mut connection) = connection(&ConnectOptions::default()) else { return };
    let error = connection.query("SELECT 'größe', nothing").unwrap_err();
    let said = error.server_error().unwrap();
    assert_eq!(said.code.as_deref(), Some("42703"));
    assert_eq!(said.offset, Some(18));
    let error = connection.query("SELECT * FROM not_there_at_all").unwrap_err();
    assert!(matches!(error, DatabaseError::NoSuchTable { .. }), "{error}");
}

#[test]
fn a_reset_keeps_the_lock_of_a_run_and_nothing_else() {
    let Some(mut connection) = connection(&ConnectOptions::default()) else { return };
    connection.execute("SELECT pg_advisory_lock(7, 7)").unwrap();
    connection.execute("SET search_path = ''; SET standard_conforming_strings = off").unwrap();
    connection.execute("CREATE TEMP TABLE t (a int)").unwrap();
    connection.begin().unwrap();
    connection.reset().unwrap();
    assert!(!connection.in_transaction());
    assert!(connection.query("SELECT * FROM t").is_err());
    let held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()";
    assert_eq!(connection.query(held).unwrap().scalar(), Some("1"));
    assert_eq!(connection.query("SHOW standard_conforming_strings").unwrap().scalar(), Some("on"));
    assert_ne!(connection.query("SHOW search_path").unwrap().scalar(), Some("\"\""));
}

#[test]
fn a_running_statement_is_cancelled() {
    let Some(mut connection) = connection(&ConnectOptions::default()) else { return };
    let cancel = connection.canceller();
    let began = Instant::now();
    let error = std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            cancel.cancel();
        });
        connection.execute("SELECT pg_sleep(30)").unwrap_err()
    });
    assert!(matches!(error, DatabaseError::Interrupted), "{error}");
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(connection.query("SELECT 1").unwrap().scalar(), Some("1"));
}

#[test]
fn limits_hold() {
    let options = ConnectOptions {
        statement_timeout: Some(Duration::from_millis(100)),
        lock_timeout: Duration::from_millis(100),
        ..ConnectOptions::default()
    };
    let Some(mut first) = connection(&options) else { return };
    let error = first.execute("SELECT pg_sleep(30)").unwrap_err();
    assert!(matches!(error, DatabaseError::StatementTimeout { .. }), "{error}");

    let options = ConnectOptions { statement_timeout: None, ..options };
    let Some(mut second) = connection(&options) else { return };
    first.execute("SELECT pg_advisory_lock(7, 8)").unwrap();
    let error = second.execute("SELECT pg_advisory_lock(7, 8)").unwrap_err();
    assert!(error.is_busy(), "{error}");
}

#[test]
fn notices_are_kept() {
    let Some(mut connection) = connection(&ConnectOptions::default()) else { return };
    connection.take_notices();
    connection.execute("DROP TABLE IF EXISTS surely_not_there").unwrap();
    let notices = connection.take_notices();
    assert!(notices.iter().any(|notice| notice.message.contains("surely_not_there")), "{notices:?}");
    assert!(connection.take_notices().is_empty());
}

#[test]
fn reading_alone_writes_nothing() {
    let options = ConnectOptions { read_only: true, ..ConnectOptions::default() };
    let Some(mut connection) = connection(&options) else { return };
    assert!(connection.server().read_only.is_some());
    let error = connection.execute("CREATE TABLE never (a int)").unwrap_err();
    assert!(matches!(error, DatabaseError::ReadOnly { .. }), "{error}");
}

#[test]
fn what_cannot_be_reached_is_named() {
    let url = DatabaseUrl::parse("postgresql://ann:secret@127.0.0.1:1/app?connect_timeout=5").unwrap();
    let error = connect(&url, &ConnectOptions::default()).err().unwrap().to_string();
    assert!(error.contains("127.0.0.1:1/app") && !error.contains("secret"), "{error}");
}
