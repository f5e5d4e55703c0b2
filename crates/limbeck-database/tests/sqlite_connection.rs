//! Opening SQLite files, and what a session is like.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail by panicking")]

mod support;

use std::time::{Duration, Instant};

use limbeck_database::{ConnectOptions, DatabaseError, connect};
use limbeck_url::DatabaseUrl;
use support::{Database, open, options, rows, run, up, url};

fn error(url: &str) -> String {
    let url = DatabaseUrl::parse(url).unwrap();
    connect(&url, &ConnectOptions::default()).map(drop).unwrap_err().to_string()
}

#[cfg(not(any(feature = "postgres", feature = "mysql")))]
#[test]
fn a_server_without_a_driver_is_named() {
    for (url, name) in
        [("postgresql://h/d", "postgresql"), ("mysql://h/d", "mysql"), ("mariadb://h/d", "mariadb")]
    {
        let message = error(url);
        assert!(message.starts_with(&format!("this build has no driver for {name}; ")), "{message}");
    }
}

#[test]
fn a_missing_file_is_only_created_when_that_is_wanted() {
    let database = Database::missing();
    let error = connect(&url(&database.path), &ConnectOptions::default()).map(drop).unwrap_err();
    assert!(matches!(&error, DatabaseError::MissingFile { path } if *path == database.path), "{error}");
    assert!(!database.path.exists());
    let read_only = ConnectOptions { create_if_missing: true, read_only: true, ..ConnectOptions::default() };
    assert!(connect(&url(&database.path), &read_only).is_err());
    assert!(!database.path.exists());
    open(&database.path).unwrap();
    assert!(database.path.exists());
}

#[test]
fn mode_rw_never_creates() {
    let database = Database::missing();
    let url = DatabaseUrl::parse(&format!("sqlite:///{}?mode=rw", database.path.display())).unwrap();
    let create = ConnectOptions { create_if_missing: true, ..ConnectOptions::default() };
    let error = connect(&url, &create).map(drop).unwrap_err();
    assert!(matches!(error, DatabaseError::MissingFile { .. }), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused_by_name() {
    let database = Database::missing();
    fs_err::write(&database.path, "not a database, but long enough to have a header of its own".repeat(10))
        .unwrap();
    let error = open(&database.path).map(drop).unwrap_err();
    assert!(matches!(&error, DatabaseError::NotADatabase { path, .. } if *path == database.path), "{error}");
}

#[test]
fn a_folder_and_a_missing_folder_are_refused_by_name() {
    let database = Database::missing();
    let folder = open(database.folder.path()).map(drop).unwrap_err().to_string();
    assert!(folder.contains("it is a folder"), "{folder}");
    let missing = open(&database.folder.path().join("none/test.db")).map(drop).unwrap_err().to_string();
    assert!(missing.contains("none` does not exist"), "{missing}");
}

#[test]
fn an_ambiguous_url_takes_the_file_that_exists_or_shows_both_spellings() {
    let message = error("sqlite:///there/is/no/such/file.db");
    assert!(message.contains("neither file exists") && message.contains("sqlite:////there"), "{message}");
    let database = Database::with("CREATE TABLE t (a)");
    let url = DatabaseUrl::parse(&format!("sqlite://{}", database.path.display())).unwrap();
    assert_eq!(
        rows(&mut *connect(&url, &ConnectOptions::default()).unwrap(), "SELECT name FROM sqlite_schema"),
        ["t"]
    );
}

#[test]
fn a_session_starts_with_our_settings_and_reset_puts_them_back() {
    let database = Database::with("CREATE TABLE t (a)");
    let other = database.folder.path().join("other.db");
    let memory =
        connect(&DatabaseUrl::parse("sqlite::memory:").unwrap(), &ConnectOptions::default()).unwrap();
    for mut connection in [database.open(), memory] {
        let settings = |connection: &mut dyn limbeck_database::Connection| {
            ["foreign_keys", "legacy_alter_table", "busy_timeout", "recursive_triggers", "query_only"]
                .map(|name| rows(connection, &format!("PRAGMA {name}")).join(""))
        };
        let begun = settings(&mut *connection);
        assert_eq!(begun, ["1", "0", "10000", "0", "0"]);
        connection.execute("PRAGMA foreign_keys = OFF").unwrap();
        connection.execute("PRAGMA legacy_alter_table = ON; PRAGMA recursive_triggers = ON").unwrap();
        connection.execute("PRAGMA busy_timeout = 1").unwrap();
        connection.execute("CREATE TEMP TABLE left_behind (a)").unwrap();
        connection.execute(&format!("ATTACH '{}' AS other", other.display())).unwrap();
        connection.begin().unwrap();
        connection.reset().unwrap();
        assert!(!connection.in_transaction());
        assert_eq!(settings(&mut *connection), begun);
        assert_eq!(rows(&mut *connection, "SELECT count(*) FROM temp.sqlite_schema"), ["0"]);
        assert_eq!(
            rows(&mut *connection, "SELECT name FROM pragma_database_list WHERE name = 'other'"),
            Vec::<String>::new()
        );
    }
}

#[test]
fn a_pragma_that_lasts_does_not_reach_the_next_revision() {
    let database = Database::with("CREATE TABLE t (a)");
    let mut connection = database.open();
    let begun = rows(&mut *connection, "PRAGMA cache_size");
    connection.execute("PRAGMA cache_size = 17").unwrap();
    assert_eq!(rows(&mut *connection, "PRAGMA cache_size"), ["17"]);
    connection.reset().unwrap();
    assert_eq!(rows(&mut *connection, "PRAGMA cache_size"), begun);
}

#[test]
fn a_statement_is_cancelled_from_another_thread_even_after_a_reset() {
    let database = Database::with("CREATE TABLE t (a)");
    let mut connection = database.open();
    let canceller = connection.canceller();
    connection.execute("CREATE TEMP TABLE x (a)").unwrap();
    connection.reset().unwrap();
    let error = std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            canceller.cancel();
        });
        connection.query(ENDLESS).unwrap_err()
    });
    assert!(matches!(error, DatabaseError::Interrupted), "{error}");
}

const ENDLESS: &str =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

#[test]
fn a_statement_ends_at_its_time_out() {
    let database = Database::with("CREATE TABLE t (a)");
    let limit = Some(Duration::from_millis(100));
    let options = ConnectOptions { statement_timeout: limit, ..ConnectOptions::default() };
    let mut connection = connect(&url(&database.path), &options).unwrap();
    let error = connection.query(ENDLESS).unwrap_err();
    assert!(matches!(error, DatabaseError::StatementTimeout { .. }), "{error}");
    assert_eq!(rows(&mut *connection, "SELECT 1"), ["1"]);
}

#[test]
fn another_writer_is_waited_for_as_long_as_the_lock_time_out_says() {
    let database = Database::with("CREATE TABLE t (a)");
    let mut writer = database.open();
    writer.begin().unwrap();
    let options = ConnectOptions { lock_timeout: Duration::from_millis(300), ..ConnectOptions::default() };
    let mut second = connect(&url(&database.path), &options).unwrap();
    let began = Instant::now();
    assert!(!second.try_begin().unwrap());
    assert!(began.elapsed() < Duration::from_millis(200), "{:?}", began.elapsed());
    let error = second.begin().unwrap_err();
    assert!(error.is_busy(), "{error}");
    assert!(began.elapsed() >= Duration::from_millis(300), "{:?}", began.elapsed());
    writer.rollback().unwrap();
    assert!(second.try_begin().unwrap());
}

#[test]
fn a_url_that_says_read_only_is_refused_before_anything_runs() {
    let database = Database::with("CREATE TABLE t (a)");
    let before = fs_err::read(&database.path).unwrap();
    let url = DatabaseUrl::parse(&format!("sqlite:///{}?mode=ro", database.path.display())).unwrap();
    let mut connection = connect(&url, &ConnectOptions::default()).unwrap();
    let step = [up("a1", None, "CREATE TABLE a (b);\n")];
    let error = support::run_with(&mut *connection, &step, options(), &mut |_| {}).unwrap_err();
    assert_eq!(error.exit_code(), 1);
    assert!(error.to_string().contains("is read-only (the URL says mode=ro)"), "{error}");
    assert!(error.to_string().contains("test.db"), "{error}");
    assert_eq!(fs_err::read(&database.path).unwrap(), before);
}

#[test]
fn reading_alone_writes_nothing_but_recovers_what_a_crash_left() {
    let database = Database::with("CREATE TABLE t (a)");
    let read_only = ConnectOptions { read_only: true, ..ConnectOptions::default() };
    let mut connection = connect(&url(&database.path), &read_only).unwrap();
    assert!(connection.execute("INSERT INTO t VALUES (1)").is_err());
    assert!(connection.server().read_only.is_some());
    connection.reset().unwrap();
    assert!(connection.execute("INSERT INTO t VALUES (1)").is_err());
}

/// Permissions don't bind root, so a child process without its rights does the work.
#[cfg(unix)]
mod permissions {
    use super::*;
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::path::Path;
    use std::process::Command;

    const CHILD: &str = "LIMBECK_TEST_READ_ONLY_DATABASE";

    #[test]
    #[ignore = "the tests below run it as a child process"]
    fn child() {
        let path = std::env::var_os(CHILD).expect("run as a child only");
        let mut connection = connect(&url(Path::new(&path)), &ConnectOptions::default()).unwrap();
        let step = [up("a1", None, "CREATE TABLE a (b);\n")];
        println!("{}", support::run_with(&mut *connection, &step, options(), &mut |_| {}).unwrap_err());
    }

    fn mode(path: &Path, mode: u32) {
        fs_err::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    fn run_as_nobody(path: &Path) -> String {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "permissions::child", "--ignored", "--nocapture"]).env(CHILD, path);
        if fs_err::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    #[test]
    fn a_read_only_file_is_refused_by_name() {
        let database = Database::with("CREATE TABLE t (a)");
        mode(database.folder.path(), 0o777);
        mode(&database.path, 0o444);
        let said = run_as_nobody(&database.path);
        assert!(said.contains("test.db` is read-only (this user may not write the file)"), "{said}");
    }

    #[test]
    fn a_folder_that_takes_no_journal_is_named() {
        let database = Database::with("CREATE TABLE t (a)");
        mode(&database.path, 0o666);
        mode(database.folder.path(), 0o555);
        let said = run_as_nobody(&database.path);
        mode(database.folder.path(), 0o755);
        assert!(said.contains("SQLite keeps its journal beside the file, and the folder"), "{said}");
        assert_eq!(database.rows("SELECT name FROM sqlite_schema"), ["t"]);
    }
}

#[test]
fn a_database_in_memory_can_be_upgraded() {
    let url = DatabaseUrl::parse("sqlite::memory:").unwrap();
    let mut connection = connect(&url, &ConnectOptions::default()).unwrap();
    let steps = [up("a1", None, "CREATE TABLE a (b);\n")];
    support::run_with(&mut *connection, &steps, options(), &mut |_| {}).unwrap();
    assert_eq!(rows(&mut *connection, "SELECT revision FROM limbeck_revisions"), ["a1"]);
    connection.close().unwrap();
}

#[test]
fn a_run_creates_the_file() {
    let database = Database::missing();
    run(&database.path, &[up("a1", None, "CREATE TABLE a (b);\n")], options()).unwrap();
    assert_eq!(database.ids(), ["a1"]);
}
