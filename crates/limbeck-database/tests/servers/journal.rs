//! What cannot be rolled back is journaled, and gone on with.

use limbeck_database::{Event, FailureKind, RunOptions};
use limbeck_testing::TestDatabase;

use crate::support::{ids, is_postgresql, options, tables, text, upgrade, upgrade_with};

on_every_server![
    a_statement_that_fails_in_the_middle_is_gone_on_with,
    what_cannot_be_in_a_transaction_runs_between_two,
    whoever_asks_to_stop_is_heard_and_the_next_run_goes_on,
];

fn failing(last: &str) -> [String; 1] {
    [text(
        "a1",
        None,
        &format!(
            "-- @upgrade\nCREATE TABLE one (a int);\nINSERT INTO one VALUES (1);\nCREATE TABLE two (a int);\n{last};\n"
        ),
    )]
}

fn a_statement_that_fails_in_the_middle_is_gone_on_with(database: &TestDatabase) {
    let error = upgrade(database, &failing("INSERT INTO not_there VALUES (1)")).unwrap_err();
    assert_eq!(error.kind, FailureKind::Failed);
    assert_eq!(error.place.as_ref().map(|place| (place.line, place.position)), Some((8, 4)));
    assert_eq!(ids(database), Vec::<String>::new());
    if is_postgresql(database) {
        assert_eq!(tables(database), Vec::<String>::new());
        assert_eq!(error.committed, Vec::<String>::new());
        assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
    } else {
        assert_eq!(tables(database), ["one", "two"]);
        assert_eq!(error.committed, ["revision a1: its upgrade is committed up to statement 3"]);
        assert_eq!(
            database.rows("SELECT position, state FROM limbeck_journal ORDER BY position"),
            ["1|done", "2|done", "3|done", "4|failed"]
        );
    }
    assert_eq!(database.rows("SELECT action, outcome FROM limbeck_log"), ["apply|failed"]);

    // Corrected, it goes on where it stopped.
    let mut resumed = 0;
    upgrade_with(&mut *database.open(), &failing("INSERT INTO two VALUES (2)"), options(), &mut |event| {
        resumed += u32::from(matches!(event, Event::Resuming { .. }));
    })
    .unwrap();
    assert_eq!(resumed, u32::from(!is_postgresql(database)));
    assert_eq!(database.rows("SELECT one.a, two.a FROM one, two"), ["1|2"]);
    assert_eq!(ids(database), ["a1"]);
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
}

fn what_cannot_be_in_a_transaction_runs_between_two(database: &TestDatabase) {
    let sections = if is_postgresql(database) {
        "-- @upgrade\nCREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE t (a int, m mood);\nINSERT INTO t VALUES (1, 'sad');\n\
         ALTER TYPE mood ADD VALUE 'happy';\nINSERT INTO t VALUES (2, 'happy');\nCREATE INDEX CONCURRENTLY t_a ON t (a);\n\
         INSERT INTO t VALUES (3, 'happy');\nVACUUM t;\nREINDEX INDEX CONCURRENTLY t_a;\nDROP INDEX CONCURRENTLY t_a;\n\
         CREATE INDEX t_m ON t (m);\n"
    } else {
        "-- @upgrade\nCREATE TABLE t (a int, m enum('sad'));\nINSERT INTO t VALUES (1, 'sad');\n\
         ALTER TABLE t MODIFY m enum('sad', 'happy');\nINSERT INTO t VALUES (2, 'happy');\nCREATE INDEX t_a ON t (a);\n\
         INSERT INTO t VALUES (3, 'happy');\nANALYZE TABLE t;\nDROP INDEX t_a ON t;\nCREATE INDEX t_m ON t (m);\n"
    };
    upgrade(database, &[text("a1", None, sections)]).unwrap();
    assert_eq!(database.rows("SELECT a, m FROM t ORDER BY a"), ["1|sad", "2|happy", "3|happy"]);
    assert_eq!(ids(database), ["a1"]);
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
}

fn whoever_asks_to_stop_is_heard_and_the_next_run_goes_on(database: &TestDatabase) {
    let texts = failing("INSERT INTO two VALUES (2)");
    let options = RunOptions { ..options() };
    let stop = options.stop.clone();
    let error = upgrade_with(&mut *database.open(), &texts, options, &mut |event| {
        if matches!(event, Event::Statement { position: 3, .. }) {
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
        }
    })
    .unwrap_err();
    assert_eq!(error.exit_code(), 130);
    assert_eq!(ids(database), Vec::<String>::new());
    upgrade(database, &texts).unwrap();
    assert_eq!(database.rows("SELECT one.a, two.a FROM one, two"), ["1|2"]);
}
