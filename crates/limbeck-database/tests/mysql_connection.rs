//! The driver of MySQL and MariaDB, on real servers.
#![cfg(feature = "mysql")]
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::time::{Duration, Instant};

use limbeck_database::{ConnectOptions, Connection, DatabaseError, connect};
use limbeck_testing::{Authorities, TestDatabase, TestServer};
use limbeck_url::{DatabaseUrl, DialectName};

/// One test for each of the two.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use limbeck_testing::TestServer;

            #[test]
            fn mariadb() {
                if let Some(database) = TestServer::MariaDb.database() {
                    super::$test(&database);
                }
            }

            #[test]
            fn mysql() {
                if let Some(database) = TestServer::MySql.database() {
                    super::$test(&database);
                }
            }
        }
    )* };
}

on_both!(
    rows_are_text,
    passwords_of_any_characters,
    the_password_of_the_environment_stands_in,
    a_socket_is_a_host,
    errors_say_what_the_server_said,
    a_running_statement_is_cancelled,
    limits_hold,
    a_lost_connection_is_an_error,
    a_reset_takes_settings_tables_and_transactions,
    a_reset_keeps_the_collation_of_the_database,
    reading_alone_writes_nothing,
    warnings_are_kept,
    an_account_that_must_have_tls,
);

fn with(database: &TestDatabase, options: &ConnectOptions) -> Box<dyn Connection> {
    connect(&database.url(), options).unwrap()
}

/// An account that goes with the value.
struct Account<'d> {
    database: &'d TestDatabase,
    name: String,
}

impl<'d> Account<'d> {
    fn new(database: &'d TestDatabase, tail: &str, identified: &str) -> Self {
        let name = format!("{}_{tail}", database.name.replace("limbeck_test", "lt"));
        database.execute(&format!("CREATE USER '{name}'@'%' {identified}"));
        database.execute(&format!("GRANT ALL ON {}.* TO '{name}'@'%'", database.name));
        Self { database, name }
    }

    /// The URL of the account; the password is encoded as it must be, the parameters are as given.
    fn url(&self, password: &str, parameters: &str) -> DatabaseUrl {
        let text = self.database.url_text();
        let (scheme, rest) = text.split_once("://").unwrap();
        let (_, place) = rest.rsplit_once('@').unwrap();
        let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let between = if password.is_empty() { "" } else { ":" };
        DatabaseUrl::parse(&format!("{scheme}://{}{between}{encoded}@{place}{parameters}", self.name))
            .unwrap()
    }

    fn enters(&self, password: &str, parameters: &str) -> Result<Box<dyn Connection>, DatabaseError> {
        connect(&self.url(password, parameters), &ConnectOptions::default())
    }
}

impl Drop for Account<'_> {
    fn drop(&mut self) {
        self.database.execute(&format!("DROP USER IF EXISTS '{}'@'%'", self.name));
    }
}

fn is_mariadb(database: &TestDatabase) -> bool {
    database.server.dialect() == DialectName::MariaDb
}

/// A statement that takes minutes. Of a SLEEP or a BENCHMARK that is ended the servers say that it is done.
const LONG: &str = "SELECT count(*) FROM information_schema.COLUMNS a, information_schema.COLUMNS b, information_schema.COLUMNS c \
                    WHERE a.COLUMN_NAME <> concat(b.COLUMN_NAME, c.COLUMN_NAME)";

fn rows_are_text(database: &TestDatabase) {
    let mut connection = database.open();
    let rows = connection
        .query("SELECT 1 AS one, NULL AS nothing, 'größe' AS `Text`, 1.50 AS n, DATE '2026-01-02' AS d")
        .unwrap();
    assert_eq!(rows.columns, ["one", "nothing", "Text", "n", "d"]);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(rows.rows, [[text("1"), None, text("größe"), text("1.50"), text("2026-01-02")]]);
    assert_eq!(connection.server().dialect, database.server.dialect());
    assert_eq!(connection.query("SELECT @@character_set_client").unwrap().scalar(), Some("utf8mb4"));
    connection.close().unwrap();
}

fn passwords_of_any_characters(database: &TestDatabase) {
    let password = r##" !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ größe 密"##;
    let literal = password.replace('\\', "\\\\").replace('\'', "''");
    let ways: &[(&str, String)] = if is_mariadb(database) {
        &[
            ("native", format!("IDENTIFIED BY '{literal}'")),
            ("ed25519", format!("IDENTIFIED VIA ed25519 USING PASSWORD('{literal}')")),
        ]
    } else {
        &[("sha2", format!("IDENTIFIED WITH caching_sha2_password BY '{literal}'"))]
    };
    for (way, identified) in ways {
        // A server that was unpacked and not installed may lack the plugin's file.
        if *way == "ed25519" && database.open().execute("INSTALL SONAME 'auth_ed25519'").is_err() {
            let listed = "SELECT count(*) FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'ed25519'";
            if database.rows(listed) == ["0"] {
                continue;
            }
        }
        let account = Account::new(database, way, identified);
        // The first time the password itself is sent, under the server's key; the second time the server remembers.
        for _ in 0..2 {
            let mut connection = account.enters(password, "?sslmode=disable").unwrap();
            let user = connection.query("SELECT USER()").unwrap();
            assert!(user.scalar().unwrap().starts_with(&account.name));
        }
        account.enters(password, "?sslmode=prefer").unwrap();
        let refused = account.enters("wrong", "").err().unwrap();
        assert!(matches!(refused, DatabaseError::CannotOpen { .. }), "{refused}");
        assert!(
            refused.to_string().contains("Access denied") && !refused.to_string().contains("wrong@"),
            "{refused}"
        );
    }
}

/// Variables belong to a whole process: the test runs itself again in one of its own.
fn the_password_of_the_environment_stands_in(database: &TestDatabase) {
    let account = Account::new(database, "env", "IDENTIFIED BY 'of the environment'");
    let status = |password: &str| {
        std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "with_the_password_of_the_environment"])
            .env(ACCOUNT, account.url("", "").reveal().expose())
            .env("MYSQL_PWD", password)
            .env_remove("LIMBECK_TEST_NOT_RUN")
            .output()
            .unwrap()
            .status
            .success()
    };
    assert!(account.enters("", "").is_err());
    assert!(!status("another"));
    assert!(status("of the environment"));
}

const ACCOUNT: &str = "LIMBECK_TEST_ACCOUNT_URL";

/// What the test above runs in a process of its own; alone it has nothing to do.
#[test]
fn with_the_password_of_the_environment() {
    let Ok(url) = std::env::var(ACCOUNT) else { return };
    let mut connection = connect(&DatabaseUrl::parse(&url).unwrap(), &ConnectOptions::default()).unwrap();
    assert_eq!(connection.query("SELECT 1").unwrap().scalar(), Some("1"));
}

fn a_socket_is_a_host(database: &TestDatabase) {
    let socket = database.rows("SELECT @@socket").remove(0);
    if !std::path::Path::new(&socket).exists() {
        // The server is another machine's.
        return;
    }
    let scheme = if is_mariadb(database) { "mariadb" } else { "mysql" };
    for host in [
        format!("localhost/{}?socket={socket}", database.name),
        format!("/{}?unix_socket={socket}", database.name),
    ] {
        let url = DatabaseUrl::parse(&format!("{scheme}://root@{host}"));
        let Ok(url) = url else { continue };
        let mut connection = connect(&url, &ConnectOptions::default()).unwrap();
        assert_eq!(connection.query("SELECT DATABASE()").unwrap().scalar(), Some(&*database.name));
    }
    let missing = format!("{scheme}://root@localhost/x?socket=/nowhere/server.sock");
    let error = connect(&DatabaseUrl::parse(&missing).unwrap(), &ConnectOptions::default()).err().unwrap();
    assert!(error.to_string().contains("/nowhere/server.sock"), "{error}");
}

fn errors_say_what_the_server_said(database: &TestDatabase) {
    let mut connection = database.open();
    let error = connection.query("SELECT nothing").unwrap_err();
    assert_eq!(error.server_error().unwrap().code.as_deref(), Some("1054"));
    let error = connection.query("SELECT * FROM not_there_at_all").unwrap_err();
    assert!(matches!(error, DatabaseError::NoSuchTable { .. }), "{error}");
    let url = DatabaseUrl::parse("mysql://ann:secret@127.0.0.1:1/app?connect_timeout=5").unwrap();
    let error = connect(&url, &ConnectOptions::default()).err().unwrap().to_string();
    assert!(error.contains("127.0.0.1:1/app") && !error.contains("secret"), "{error}");
    // Nobody answers at a port that is listened at: the time-out ends the waiting.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("mysql://ann:secret@{}/app?connect_timeout=1", silent.local_addr().unwrap());
    let began = Instant::now();
    let error = connect(&DatabaseUrl::parse(&url).unwrap(), &ConnectOptions::default()).err().unwrap();
    assert!(began.elapsed() < Duration::from_secs(20), "{error}");
    assert!(error.to_string().contains("connect_timeout"), "{error}");
}

fn a_running_statement_is_cancelled(database: &TestDatabase) {
    let mut connection = database.open();
    let cancel = connection.canceller();
    let began = Instant::now();
    let error = std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(300));
            cancel.cancel();
        });
        connection.execute(LONG)
    });
    assert!(matches!(error, Err(DatabaseError::Interrupted)), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(60));
    assert_eq!(connection.query("SELECT 1").unwrap().scalar(), Some("1"));
}

fn limits_hold(database: &TestDatabase) {
    let options = ConnectOptions {
        statement_timeout: Some(Duration::from_millis(300)),
        lock_timeout: Duration::from_secs(1),
        ..ConnectOptions::default()
    };
    let mut first = with(database, &options);
    let error = first.execute(LONG).unwrap_err();
    assert!(matches!(error, DatabaseError::StatementTimeout { .. }), "{error}");

    let mut second = with(database, &ConnectOptions { statement_timeout: None, ..options });
    database.execute("CREATE TABLE t (a int PRIMARY KEY)");
    database.execute("INSERT INTO t VALUES (1)");
    first.begin().unwrap();
    first.execute("UPDATE t SET a = 2").unwrap();
    let error = second.execute("UPDATE t SET a = 3").unwrap_err();
    assert!(error.is_busy(), "{error}");
    let error = second.execute("ALTER TABLE t ADD COLUMN b int").unwrap_err();
    assert!(error.is_busy(), "{error}");
    first.rollback().unwrap();
}

fn a_lost_connection_is_an_error(database: &TestDatabase) {
    let mut connection = database.open();
    let id = connection.session().unwrap().0;
    database.execute(&format!("KILL {id}"));
    let error = connection.execute("DO 1").unwrap_err();
    assert!(error.server_error().is_some(), "{error}");
    // It does not come back by itself, for another session would not hold the locks of this one.
    assert!(connection.execute("DO 1").is_err());
}

fn a_reset_takes_settings_tables_and_transactions(database: &TestDatabase) {
    let mut connection = database.open();
    connection.execute("SET sql_mode = 'ANSI_QUOTES', time_zone = '+05:00', @x = 1").unwrap();
    connection.execute("CREATE TEMPORARY TABLE t (a int)").unwrap();
    connection.begin().unwrap();
    connection.reset().unwrap();
    assert!(!connection.in_transaction());
    assert!(matches!(connection.query("SELECT * FROM t"), Err(DatabaseError::NoSuchTable { .. })));
    let rows = connection
        .query("SELECT @@time_zone, @@sql_mode LIKE '%ANSI%', @x IS NULL, DATABASE()")
        .unwrap()
        .rows;
    let values: Vec<&str> = rows[0].iter().map(|value| value.as_deref().unwrap()).collect();
    assert_eq!(values, ["+00:00", "0", "1", &*database.name]);
}

fn a_reset_keeps_the_collation_of_the_database(database: &TestDatabase) {
    for (charset, collation) in [("utf8mb4", "utf8mb4_bin"), ("latin1", "latin1_general_cs")] {
        database.execute(&format!("ALTER DATABASE `{}` COLLATE {collation}", database.name));
        let mut connection = database.open();
        connection.reset().unwrap();
        let look = "SELECT @@character_set_database, @@collation_database";
        let rows = connection.query(look).unwrap().rows;
        assert_eq!(rows, [[Some(charset.to_owned()), Some(collation.to_owned())]]);
    }
}

fn reading_alone_writes_nothing(database: &TestDatabase) {
    let mut connection = with(database, &ConnectOptions { read_only: true, ..ConnectOptions::default() });
    assert!(connection.server().read_only.is_some());
    assert!(connection.execute("CREATE TABLE never (a int)").is_err());
    assert_eq!(database.rows("SHOW TABLES"), Vec::<String>::new());
}

fn warnings_are_kept(database: &TestDatabase) {
    let mut connection = database.open();
    connection.take_notices();
    connection.execute("DROP TABLE IF EXISTS surely_not_there").unwrap();
    let notices = connection.take_notices();
    assert!(notices.iter().any(|notice| notice.message.contains("surely_not_there")), "{notices:?}");
    assert!(connection.take_notices().is_empty());
}

/// `allow` begins without TLS, and takes it where the account must have it. (The other modes: `tls.rs`.)
fn an_account_that_must_have_tls(database: &TestDatabase) {
    if Authorities::find().is_none() {
        return;
    }
    let account = Account::new(database, "tls", "IDENTIFIED BY 'x' REQUIRE SSL");
    assert!(account.enters("x", "?sslmode=disable").is_err());
    for mode in ["allow", "prefer", "require"] {
        let mut connection = account.enters("x", &format!("?sslmode={mode}")).unwrap();
        let found = connection.query("SHOW STATUS LIKE 'Ssl_cipher'").unwrap();
        assert_ne!(found.rows[0][1].as_deref(), Some(""), "{mode}");
    }
}

#[test]
fn both_schemes_reach_either_server() {
    for server in [TestServer::MariaDb, TestServer::MySql] {
        let Some(database) = server.database() else { continue };
        let text = database.url_text();
        let (_, rest) = text.split_once("://").unwrap();
        for scheme in ["mysql", "mariadb"] {
            let url = DatabaseUrl::parse(&format!("{scheme}://{rest}")).unwrap();
            let connection = connect(&url, &ConnectOptions::default()).unwrap();
            assert_eq!(connection.server().dialect, server.dialect(), "the server decides");
        }
    }
}
