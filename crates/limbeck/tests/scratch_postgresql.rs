//! What a schema file does in the scratch place stays there, and nothing stays of the scratch place itself.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be, and says when it is not run"
)]

mod support;

use limbeck_database::{ConnectOptions, LoadError, Scratch, connect};
use limbeck_url::DialectName;

use self::support::{Database, Server};

const VARIABLE: &str = "LIMBECK_TEST_POSTGRESQL_URL";

/// What a file must not hold, each with the words that say why.
const REFUSED: &[(&str, &str)] = &[
    ("COMMIT", "transaction"),
    ("BEGIN", "transaction"),
    ("ROLLBACK", "transaction"),
    ("CREATE DATABASE another", "DATABASE"),
    ("DROP DATABASE live", "DATABASE"),
    ("ALTER DATABASE live SET work_mem = '1GB'", "DATABASE"),
    ("ALTER SYSTEM SET work_mem = '1GB'", "ALTER SYSTEM"),
    ("CREATE ROLE ann SUPERUSER", "roles"),
    ("ALTER USER ann PASSWORD 'x'", "roles"),
    ("DROP OWNED BY ann", "roles"),
    ("GRANT pg_read_all_data TO ann", "membership"),
    ("GRANT CONNECT ON DATABASE live TO PUBLIC", "whole server"),
    ("COMMENT ON DATABASE live IS 'x'", "whole server"),
    ("COPY users TO PROGRAM 'cat'", "PROGRAM"),
    ("COPY users FROM '/etc/passwd'", "file"),
    ("LOAD 'auto_explain'", "library"),
    ("CREATE TABLESPACE space LOCATION '/tmp'", "tablespace"),
    ("CREATE SUBSCRIPTION s CONNECTION 'host=elsewhere' PUBLICATION p", "subscription"),
    ("DO $$ BEGIN EXECUTE 'CREATE ROLE ann'; END $$", "CREATE ROLE"),
    ("\\connect live", "psql"),
    ("COPY users FROM stdin;\n1\tann\n\\.", "stdin"),
];

/// A live database with rows, and its catalog and rows as text.
fn live(server: &Server) -> (Database, String) {
    let mut live = server.database();
    live.load(
        "CREATE TABLE users (id integer PRIMARY KEY, name text); INSERT INTO users VALUES (1, 'ann'), (2, 'bob'); \
         CREATE VIEW names AS SELECT name FROM users; CREATE SCHEMA app; CREATE TABLE app.t (a integer);",
    );
    let is = state(&mut live);
    (live, is)
}

fn state(database: &mut Database) -> String {
    format!("{:?} {:?}", database.reflect(), database.answers("SELECT * FROM users ORDER BY id"))
}

#[test]
fn what_reaches_out_is_refused_before_anything_runs() {
    let Some(server) = Server::named_by(VARIABLE, "scratch_postgresql::what_reaches_out") else { return };
    let (mut live, before) = live(&server);
    for (statement, why) in REFUSED {
        let mut scratch = Scratch::open_on(DialectName::PostgreSql, Some(live.url())).unwrap();
        let text = format!("CREATE TABLE first (id integer);\n{statement};\n");
        let error = scratch.load(&text, "schema.sql").unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("schema.sql:2:1: "), "{statement}: {message}");
        assert!(message.to_lowercase().contains(&why.to_lowercase()), "{statement}: {message}");
        assert!(!matches!(error, LoadError::Statement { .. }), "{statement}: {message}");
        assert!(scratch.reflect(&live.scope()).unwrap().is_empty(), "{statement}");
    }
    assert_eq!(state(&mut live), before);
}

#[test]
fn what_runs_there_does_not_touch_the_live_database() {
    let Some(server) = Server::named_by(VARIABLE, "scratch_postgresql::what_runs_there") else { return };
    let (mut live, before) = live(&server);
    let file = "
        CREATE TABLE public.users (id integer, shoe_size integer);
        DROP TABLE public.users CASCADE;
        CREATE SCHEMA app;
        CREATE TABLE app.t (b text);
        DELETE FROM app.t;
        TRUNCATE app.t;
        SET search_path = app;
        SET default_transaction_read_only = off;
        ALTER TABLE t RENAME TO u;
        SET ROLE NONE;
        DO $$ BEGIN DROP TABLE IF EXISTS public.users; CREATE TABLE public.made (id integer); END $$;
        CREATE EXTENSION IF NOT EXISTS hstore SCHEMA app;
        CREATE INDEX CONCURRENTLY on_b ON u (b);
        GRANT SELECT ON u TO PUBLIC;
        SELECT pg_catalog.set_config('search_path', '', false);
    ";
    let mut scratch = Scratch::open_on(DialectName::PostgreSql, Some(live.url())).unwrap();
    let loaded = scratch.load(file, "schema.sql").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(loaded.skipped.len(), 1, "the DELETE alone changes rows and nothing else: {loaded:?}");
    let catalog = scratch.reflect(&live.scope()).unwrap();
    let tables: Vec<String> = catalog.tables.iter().map(|table| table.name.to_string()).collect();
    assert_eq!(tables, ["made", "app.u"]);
    assert_eq!(state(&mut live), before);
}

/// The scratch database in which a table of this name has been made just now.
fn database_with(live: &mut Database, marker: &str) -> Option<String> {
    let query = format!(
        "SELECT datname FROM pg_stat_activity WHERE datname LIKE 'lk\\_%' AND query LIKE 'CREATE TABLE {marker}%'"
    );
    live.connection().query(&query).unwrap().scalar().map(str::to_owned)
}

fn exists(live: &mut Database, name: &str) -> bool {
    let query = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    live.connection().query(&query).unwrap().scalar().is_some()
}

#[test]
fn the_database_goes_with_the_value_also_after_errors() {
    let Some(server) = Server::named_by(VARIABLE, "scratch_postgresql::the_database_goes") else { return };
    let mut live = server.database();
    for (number, rest) in
        ["", "SELECT 1", "CREATE TABLE t (id integer REFERENCES nothing)"].iter().enumerate()
    {
        let marker = format!("marker_{}_{number}", std::process::id());
        let mut scratch = Scratch::open_on(DialectName::PostgreSql, Some(live.url())).unwrap();
        scratch.load(&format!("CREATE TABLE {marker} (id integer)"), "schema.sql").unwrap();
        let name = database_with(&mut live, &marker).unwrap();
        assert_eq!(scratch.load(rest, "schema.sql").is_err(), number == 2);
        assert!(exists(&mut live, &name));
        drop(scratch);
        assert!(!exists(&mut live, &name), "{name} is still there");
    }
}

#[test]
fn what_a_dead_creator_left_is_swept_and_nothing_else() {
    let Some(server) = Server::named_by(VARIABLE, "scratch_postgresql::what_a_dead_creator_left") else {
        return;
    };
    let mut live = server.database();
    let name = |kind: u32| format!("lk_{:08x}{kind:08x}", std::process::id());
    let ours = |when: &str| Some(format!("limbeck scratch database of {when}"));
    let (old, future) = ("2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z");
    // Name, comment, whether somebody is connected, whether it stays.
    let databases = [
        (name(1), ours(old), false, false),
        (name(2), ours(future), false, true),
        (name(3), None, false, true),
        (name(4), Some("of somebody else".to_owned()), false, true),
        (name(5), ours(old), true, true),
        (format!("{}_", name(6)), ours(old), false, true),
    ];
    let mut in_use = Vec::new();
    for (name, comment, used, _) in &databases {
        live.connection().execute(&format!("CREATE DATABASE {name}")).unwrap();
        if *used {
            let url = live.url().clone().with_database(name);
            in_use.push(connect(&url, &ConnectOptions::default()).unwrap());
        }
        if let Some(comment) = comment {
            live.connection().execute(&format!("COMMENT ON DATABASE {name} IS '{comment}'")).unwrap();
        }
    }
    let mut scratch = Scratch::open_on(DialectName::PostgreSql, Some(live.url())).unwrap();
    scratch.load("CREATE TABLE t (id integer)", "schema.sql").unwrap();
    for (name, comment, _, stays) in &databases {
        assert_eq!(exists(&mut live, name), *stays, "{name} {comment:?}");
    }
    drop(in_use);
    for (name, ..) in &databases {
        live.connection().execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
    }
}
