//! Runners that die in the middle of a statement: whoever comes next ends as an undisturbed run would have.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use limbeck_database::Event;
use limbeck_testing::{TestDatabase, TestServer};

use crate::support::{is_postgresql, options, text, upgrade, upgrade_with};

on_every_server![a_revision_whose_runners_are_killed_ends_as_if_nothing_had_happened];

/// The URL of the database that a child process works on.
const URL: &str = "LIMBECK_TEST_DATABASE";
/// How many runners are killed on each server, unless this says another number.
const KILLS: &str = "LIMBECK_TEST_KILLS";

/// A revision of statements that take a while, of every kind that is journaled.
fn killable(postgresql: bool) -> [String; 1] {
    let sections = if postgresql {
        "-- @upgrade\nCREATE TABLE big (i int, t text);\nINSERT INTO big SELECT i, md5(i::text) FROM generate_series(1, 120000) i;\n\
         CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE seen (i int PRIMARY KEY);\n\
         -- @upgrade transaction=off\nALTER TABLE big ADD COLUMN u text DEFAULT md5(random()::text);\n\
         CREATE INDEX CONCURRENTLY big_t ON big (t);\nALTER TYPE mood ADD VALUE 'happy';\nINSERT INTO seen VALUES (1);\n\
         CREATE UNIQUE INDEX CONCURRENTLY big_i ON big (i);\nREINDEX TABLE CONCURRENTLY big;\nVACUUM FULL big;\n\
         UPDATE big SET t = t || 'x';\nDROP INDEX CONCURRENTLY big_t;\nINSERT INTO seen VALUES (2);\n\
         -- @upgrade\nALTER TABLE big ALTER COLUMN i TYPE bigint;\nALTER TABLE big ADD COLUMN m mood DEFAULT 'happy';\nINSERT INTO seen VALUES (3);\n"
            .to_owned()
    } else {
        let double = "INSERT INTO big SELECT i + (SELECT n FROM counted), rpad(conv(i * 7919, 10, 36), 32, 'x') FROM big;\nUPDATE counted SET n = n * 2;\n";
        format!(
            "-- @upgrade\nCREATE TABLE counted (n int);\nINSERT INTO counted VALUES (1);\nCREATE TABLE big (i int, t varchar(80));\n\
             INSERT INTO big VALUES (1, 'a');\n{}CREATE TABLE seen (i int PRIMARY KEY);\nALTER TABLE big ADD COLUMN u varchar(40) NOT NULL DEFAULT 'u';\n\
             ALTER TABLE big MODIFY COLUMN i bigint NOT NULL;\nCREATE INDEX big_t ON big (t);\nINSERT INTO seen VALUES (1);\n\
             CREATE TABLE copy AS SELECT * FROM big;\nRENAME TABLE big TO other, copy TO big;\nUPDATE big SET t = concat(t, 'x');\n\
             TRUNCATE other;\nINSERT INTO other SELECT * FROM big;\nALTER TABLE big ENGINE = InnoDB;\nDROP TABLE counted;\nINSERT INTO seen VALUES (2);\n",
            double.repeat(16)
        )
    };
    [text("a1", None, &sections)]
}

/// Everything that a run leaves behind, random values and counters aside.
fn state(database: &TestDatabase) -> Vec<String> {
    let (own, indexes) = if is_postgresql(database) {
        (
            "'public'",
            "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid \
             WHERE t.relname IN ('big', 'seen') ORDER BY 1",
        )
    } else {
        (
            "database()",
            "SELECT table_name, index_name FROM information_schema.statistics WHERE table_schema = database() \
             AND table_name NOT LIKE 'limbeck%' ORDER BY 1, 2",
        )
    };
    let mut state = database.rows(&format!(
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = {own} \
         AND table_name NOT LIKE 'limbeck%' ORDER BY 1, 2"
    ));
    state.extend(database.rows(indexes));
    state.extend(
        database.rows("SELECT count(*), count(DISTINCT i), sum(i), min(t), max(t), max(length(t)) FROM big"),
    );
    state.extend(database.rows("SELECT i FROM seen ORDER BY 1"));
    state.extend(database.rows("SELECT revision, kind FROM limbeck_revisions"));
    state.extend(database.rows("SELECT * FROM limbeck_journal"));
    state
}

#[test]
#[ignore = "the tests below run it as a child process"]
fn child() {
    let url = limbeck_url::DatabaseUrl::parse(&std::env::var(URL).unwrap()).unwrap();
    let mut connection =
        limbeck_database::connect(&url, &limbeck_database::ConnectOptions::default()).unwrap();
    let texts = killable(connection.server().dialect == limbeck_url::DialectName::PostgreSql);
    upgrade_with(&mut *connection, &texts, options(), &mut |event| {
        if let Event::Statement { position, .. } = event {
            let mut out = std::io::stdout().lock();
            writeln!(out, "statement {position}").unwrap();
            out.flush().unwrap();
        }
    })
    .unwrap();
}

/// Runs a child and kills it a while after the beginning of a statement; tells whether it was killed in time.
fn kill_in(database: &TestDatabase, position: usize, after: Duration) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kills::child", "--ignored", "--nocapture"])
        .env(URL, database.url_text())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let wanted = format!("statement {position}");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // Another statement may be reported behind the words of the test harness.
    let reached = lines.by_ref().any(|line| line.unwrap().ends_with(&wanted));
    if reached {
        std::thread::sleep(after);
        // SIGKILL: no handler, no clean-up.
        child.kill().unwrap();
    }
    let finished = child.wait().unwrap().success();
    !finished
}

fn a_revision_whose_runners_are_killed_ends_as_if_nothing_had_happened(first: &TestDatabase) {
    let texts = killable(is_postgresql(first));
    upgrade(first, &texts).unwrap();
    let undisturbed = state(first);
    let statements = texts[0].matches(";\n").count();
    let wanted: usize = std::env::var(KILLS).ok().and_then(|text| text.parse().ok()).unwrap_or(4);
    let server: TestServer = first.server;
    let mut killed = 0;
    let mut round = 0;
    while killed < wanted {
        let database = server.database().unwrap();
        // From statement to statement, each time a little later in it; the runners that come after are killed as well.
        for number in 0..3 {
            let position = 1 + (round * 5 + number * 7) % statements;
            let after = Duration::from_millis(u64::try_from((round * 37 + number * 53) % 250).unwrap());
            killed += usize::from(kill_in(&database, position, after));
        }
        upgrade(&database, &texts).unwrap_or_else(|error| panic!("after {killed} kills: {error}"));
        assert_eq!(state(&database), undisturbed, "after {killed} kills");
        round += 1;
        assert!(round < 200, "nobody is killed in time");
    }
}
