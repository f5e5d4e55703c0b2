//! The script of `--sql`, run by the server's own client where there is one, is what a run does.

use std::io::Write as _;
use std::process::{Command, Stdio};

use limbeck_testing::{TestDatabase, TestServer};

use crate::project::{Project, on_every_server};

on_every_server![a_script_run_by_the_servers_own_client_is_a_run];

fn sections(database: &TestDatabase) -> &'static str {
    match database.server {
        TestServer::PostgreSql | TestServer::PostgreSql18 | TestServer::PgBouncer => {
            "-- @upgrade\nCREATE TABLE t (a int, b text DEFAULT 'it''s; \\ $1');\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  \
             NEW.a := 1; RETURN NEW;\nEND $$;\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();\n\
             INSERT INTO t VALUES (0, 'a;b');\nCREATE INDEX CONCURRENTLY t_a ON t (a);\n-- @downgrade\nDROP TABLE t;\nDROP FUNCTION f();\n"
        }
        TestServer::MariaDb | TestServer::MySql => {
            "-- @upgrade\nCREATE TABLE t (a int, b varchar(40) DEFAULT 'it''s; \\\\ $1');\nDELIMITER //\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW\n\
             BEGIN\n  SET NEW.a = 1;\n  SET NEW.b = concat(NEW.b, ';');\nEND //\nDELIMITER ;\nINSERT INTO t VALUES (0, 'a;b');\n\
             CREATE INDEX t_a ON t (a);\n-- @downgrade\nDROP TABLE t;\n"
        }
    }
}

/// Runs a script with the server's own client; `None` where there is none.
fn client(database: &TestDatabase, script: &str) -> Option<bool> {
    let url = database.url();
    let host = url.hosts().first()?;
    let (address, port) = (host.name()?.to_owned(), host.port()?.to_string());
    let user = url.username().unwrap_or_default().to_owned();
    let mut command = match database.server {
        TestServer::PostgreSql | TestServer::PostgreSql18 | TestServer::PgBouncer => {
            let mut command = Command::new("psql");
            command.args([
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                &address,
                "-p",
                &port,
                "-U",
                &user,
                "-d",
                &database.name,
            ]);
            command
        }
        TestServer::MariaDb | TestServer::MySql => {
            let name = if database.server == TestServer::MariaDb { "mariadb" } else { "mysql" };
            let mut command = Command::new(name);
            command.args(["--no-defaults", "-h", &address, "-P", &port, "-u", &user, &database.name]);
            command
        }
    };
    let mut child = command.stdin(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(script.as_bytes()).ok()?;
    Some(child.wait().ok()?.success())
}

fn state(database: &TestDatabase) -> Vec<String> {
    let mut state = database.rows("SELECT * FROM t");
    state.extend(
        database.rows("SELECT revision, parents, message, checksum, downgrade, kind FROM limbeck_revisions"),
    );
    state.extend(database.rows("SELECT * FROM limbeck_journal"));
    state.extend(database.rows("SELECT revision, action, outcome FROM limbeck_log"));
    state
}

fn a_script_run_by_the_servers_own_client_is_a_run(database: &TestDatabase) {
    let project = Project::on(database);
    project.write("migrations/a.sql", &format!("-- Make it\n-- @revision a001\n\n{}", sections(database)));
    let script = project.ok(&["upgrade", "--sql", "--dialect", database.server.dialect().as_str()]).stdout;
    match client(database, &script) {
        Some(succeeded) => assert!(succeeded, "{script}"),
        None => return println!("not run: no client for {}", database.server.dialect()),
    }
    let other = database.server.database().unwrap();
    let upgraded = project.run_on(&other.url_text(), &["upgrade"]);
    assert_eq!(upgraded.code, 0, "{}", upgraded.stderr);
    assert_eq!(state(database), state(&other));
    let back = project
        .ok(&["downgrade", "--sql", "a001:base", "--dialect", database.server.dialect().as_str()])
        .stdout;
    assert_eq!(client(database, &back), Some(true), "{back}");
    project.ok(&["current"]);
    assert_eq!(database.rows("SELECT count(*) FROM limbeck_revisions"), ["0"]);
}
