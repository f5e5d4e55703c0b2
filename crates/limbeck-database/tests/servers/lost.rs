//! The session is ended on the server, or the statement in it, while a revision runs.

use std::time::Duration;

use limbeck_database::{Event, FailureKind, RunOptions};
use limbeck_testing::TestDatabase;

use crate::support::{ids, is_postgresql, options, text, upgrade, upgrade_with};

on_every_server![a_session_that_was_ended_is_told_of_and_gone_on_from, a_running_statement_is_cancelled];

/// A revision whose second statement takes as long as somebody lets it.
fn slow(database: &TestDatabase, seconds: u32) -> [String; 1] {
    let sleep =
        if is_postgresql(database) { format!("pg_sleep({seconds})") } else { format!("SLEEP({seconds})") };
    [text(
        "a1",
        None,
        &format!(
            "-- @upgrade\nCREATE TABLE one (a int);\nINSERT INTO one SELECT 1 FROM (SELECT {sleep}) s;\nCREATE TABLE two (a int);\n"
        ),
    )]
}

fn end_session(database: &TestDatabase) {
    let sql = if is_postgresql(database) {
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'INSERT INTO one%'"
    } else {
        "SELECT id FROM information_schema.processlist WHERE db = database() AND info LIKE 'INSERT INTO one%'"
    };
    let session = loop {
        if let Some(session) = database.rows(sql).pop() {
            break session;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    if is_postgresql(database) {
        database.execute(&format!("SELECT pg_terminate_backend({session})"));
    } else {
        database.execute(&format!("KILL {session}"));
    }
}

fn a_session_that_was_ended_is_told_of_and_gone_on_from(database: &TestDatabase) {
    let texts = slow(database, 30);
    let error = std::thread::scope(|scope| {
        scope.spawn(|| end_session(database));
        upgrade(database, &texts).unwrap_err()
    });
    assert_eq!(error.kind, FailureKind::Failed, "{error}");
    assert_eq!(ids(database), Vec::<String>::new());
    go_on(database, texts);
}

/// The statement was rolled back whole, so that another text may stand in its place.
fn go_on(database: &TestDatabase, texts: [String; 1]) {
    upgrade(database, &texts.map(|text| text.replace("30", "0"))).unwrap();
    assert_eq!(ids(database), ["a1"]);
    assert_eq!(database.rows("SELECT a FROM one"), ["1"]);
    assert_eq!(database.rows("SELECT * FROM two"), Vec::<String>::new());
}

fn a_running_statement_is_cancelled(database: &TestDatabase) {
    let texts = slow(database, 30);
    let mut connection = database.open();
    let canceller = connection.canceller();
    let options = RunOptions { ..options() };
    let stop = options.stop.clone();
    let (running, is_running) = std::sync::mpsc::channel();
    let error = std::thread::scope(|scope| {
        scope.spawn(move || {
            is_running.recv().unwrap();
            std::thread::sleep(Duration::from_millis(300));
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
            canceller.cancel();
        });
        upgrade_with(&mut *connection, &texts, options, &mut |event| {
            if matches!(event, Event::Statement { position: 2, .. }) {
                running.send(()).unwrap();
            }
        })
        .unwrap_err()
    });
    assert_eq!(error.exit_code(), 130, "{error}");
    assert_eq!(ids(database), Vec::<String>::new());
    assert_eq!(database.rows("SELECT outcome FROM limbeck_log"), ["interrupted"]);
    go_on(database, texts);
}
