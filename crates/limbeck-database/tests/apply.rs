//! Running revisions on SQLite: what is committed, recorded, and said when it fails.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail by panicking")]

mod support;

use limbeck_database::{
    ApplyError, DatabaseError, Event, FailureKind, JournalState, RunOptions, Step, TransactionMode,
};
use limbeck_revision::Direction;
use support::{Database, options, rows, run, run_with, step, up};

const SEED: &str = "CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE member (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES team (id), name TEXT);
    INSERT INTO team VALUES (1, 'red'), (2, 'it''s blue');
    INSERT INTO member VALUES (1, 1, 'ann'), (2, 2, NULL);";

fn mode(transaction: TransactionMode) -> RunOptions {
    RunOptions { transaction, ..options() }
}

fn place(error: &ApplyError) -> (usize, usize, u32) {
    let place = error.place.as_ref().unwrap();
    (place.line, place.column, place.position)
}

#[test]
fn revisions_run_in_order_and_are_recorded_with_every_column() {
    let database = Database::missing();
    let text = "-- Create \"users\", it's the first\n-- @revision a1\n-- @branch main\n-- @depends-on x9\n\n\
                -- @upgrade\nCREATE TABLE users (id INTEGER PRIMARY KEY);\n\n-- @downgrade\nDROP TABLE users;\n";
    let steps = [step(text, Direction::Upgrade), up("b2", Some("a1"), "INSERT INTO users VALUES (7);\n")];
    let report = run(&database.path, &steps, options()).unwrap();
    assert_eq!(report.applied.iter().map(|one| &*one.revision).collect::<Vec<_>>(), ["a1", "b2"]);
    assert!(!report.already_done);
    let columns = "SELECT namespace, revision, parents, depends_on, labels, message, checksum, downgrade, applied_by, tool, kind, \
                   duration_ms >= 0, length(applied_at) FROM limbeck_revisions ORDER BY revision";
    let tool = concat!("limbeck ", env!("CARGO_PKG_VERSION"));
    let (a, b) = (&steps[0].revision.checksum, &steps[1].revision.checksum);
    assert_eq!(
        database.rows(columns),
        [
            format!(
                "|a1||x9|main|Create \"users\", it's the first|{a}|-- @downgrade\nDROP TABLE users;\n|ann@laptop|{tool}|upgrade|1|27"
            ),
            format!("|b2|a1|||Make b2|{b}|-|ann@laptop|{tool}|upgrade|1|27"),
        ]
    );
    assert_eq!(
        database.rows("SELECT namespace, revision, action, who, tool, outcome, detail, length(run) FROM limbeck_log ORDER BY id"),
        [format!("|a1|apply|ann@laptop|{tool}|done|-|36"), format!("|b2|apply|ann@laptop|{tool}|done|-|36")]
    );
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
    assert_eq!(database.rows("SELECT * FROM limbeck_lock"), ["format|-|-|0|-|-|-|1"]);
}

#[test]
fn a_downgrade_takes_the_record_away() {
    let database = Database::missing();
    let text = "-- @revision a1\n-- @upgrade\nCREATE TABLE a (b);\n-- @downgrade\nDROP TABLE a;\n";
    run(&database.path, &[step(text, Direction::Upgrade)], options()).unwrap();
    let report = run(&database.path, &[step(text, Direction::Downgrade)], options()).unwrap();
    assert_eq!(report.applied.len(), 1);
    assert!(database.ids().is_empty());
    assert!(database.contents().is_empty());
    assert_eq!(database.rows("SELECT action FROM limbeck_log ORDER BY id"), ["apply", "revert"]);
}

#[test]
fn nothing_to_do_is_said_and_writes_nothing() {
    let database = Database::missing();
    let steps = [up("a1", None, "CREATE TABLE a (b);\n")];
    run(&database.path, &steps, options()).unwrap();
    let before = fs_err::read(&database.path).unwrap();
    let report = run(&database.path, &steps, options()).unwrap();
    assert!(report.already_done && report.applied.is_empty());
    assert_eq!(fs_err::read(&database.path).unwrap(), before);
    let empty = Database::with("");
    assert!(run(&empty.path, &[], options()).unwrap().already_done);
    assert_eq!(empty.rows("SELECT * FROM sqlite_schema"), Vec::<String>::new());
}

#[test]
fn a_statement_that_fails_in_the_middle_changes_nothing() {
    let database = Database::with(SEED);
    let before = database.contents();
    let body = "CREATE TABLE extra (a);\nDELETE FROM member;\nALTER TABLE team ADD COLUMN size INTEGER;\n\
                INSERT INTO team (id,\n  nme) VALUES (3, 'x');\nDROP TABLE member;\n";
    let steps = [up("a1", None, "CREATE TABLE first (a);\n"), up("b2", Some("a1"), body)];
    let error = run(&database.path, &steps, options()).unwrap_err();
    let mut after = database.contents();
    after.retain(|line| !line.contains("first"));
    assert_eq!(after, before);
    assert_eq!(database.ids(), ["a1"]);
    assert_eq!(error.exit_code(), 1);
    assert_eq!((error.revision.as_deref(), error.direction), (Some("b2"), Some(Direction::Upgrade)));
    assert_eq!(
        error.to_string(),
        "statement 4 of the upgrade of revision b2 failed: table team has no column named nme"
    );
    // The header has five lines; the server points at the second line of the statement.
    assert_eq!(place(&error), (9, 1, 4));
    assert!(error.place.unwrap().statement.starts_with("INSERT INTO team"));
    assert_eq!(error.committed, ["revision a1 is applied"]);
    assert_eq!(error.next.as_deref(), Some("limbeck upgrade"));
    assert!(error.source.unwrap().is::<DatabaseError>());
    assert_eq!(
        database.rows("SELECT revision, action, outcome, detail FROM limbeck_log ORDER BY id"),
        [
            "a1|apply|done|-",
            "b2|apply|failed|statement 4 of the upgrade of revision b2 failed: table team has no column named nme"
        ]
    );
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
}

#[test]
fn the_place_of_a_syntax_error_is_the_word_the_server_points_to() {
    let database = Database::missing();
    let error =
        run(&database.path, &[up("a1", None, "  CREATE TABLE t (a,\n    b INTEGER DEFAULT);\n")], options());
    let error = error.unwrap_err();
    assert_eq!(place(&error), (6, 22, 1), "{error}");
}

#[test]
fn a_deferred_foreign_key_fails_at_the_commit_and_names_the_revision() {
    let database = Database::with(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
    );
    let before = database.contents();
    let error = run(&database.path, &[up("a1", None, "INSERT INTO c VALUES (5);\n")], options()).unwrap_err();
    assert_eq!(error.to_string(), "the upgrade of revision a1 failed: FOREIGN KEY constraint failed");
    assert_eq!(database.contents(), before);
    assert!(database.ids().is_empty());
}

#[test]
fn the_session_of_one_revision_does_not_reach_the_next() {
    let database = Database::with("CREATE TABLE result (recursive, temp)");
    let read = "INSERT INTO result SELECT (SELECT recursive_triggers FROM pragma_recursive_triggers), \
                (SELECT count(*) FROM temp.sqlite_schema);\n";
    let steps = [
        up("a1", None, &format!("PRAGMA recursive_triggers = ON;\nCREATE TEMP TABLE x (a);\n{read}")),
        up("b2", Some("a1"), read),
    ];
    run(&database.path, &steps, options()).unwrap();
    assert_eq!(database.rows("SELECT * FROM result"), ["1|1", "0|0"]);
}

#[test]
fn a_whole_run_in_one_transaction_is_all_or_nothing() {
    let database = Database::missing();
    let good = up("a1", None, "CREATE TABLE a (b);\n");
    let bad = up("b2", Some("a1"), "INSERT INTO none VALUES (1);\n");
    let error = run(&database.path, &[good.clone(), bad], mode(TransactionMode::Run)).unwrap_err();
    assert_eq!(error.revision.as_deref(), Some("b2"));
    assert!(error.committed.is_empty());
    assert!(database.ids().is_empty() && database.contents().is_empty());
    let better = up("b2", Some("a1"), "INSERT INTO a VALUES (1);\n");
    let report = run(&database.path, &[good, better], mode(TransactionMode::Run)).unwrap();
    assert_eq!(report.applied.len(), 2);
    assert_eq!(database.ids(), ["a1", "b2"]);
}

#[test]
fn a_whole_run_refuses_what_does_not_fit_into_one_transaction() {
    let database = Database::missing();
    let plain = up("a1", None, "CREATE TABLE a (b);\n");
    let vacuum = up("b2", Some("a1"), "-- @upgrade transaction=off\nVACUUM;\n");
    let error = run(&database.path, &[plain.clone(), vacuum], mode(TransactionMode::Run)).unwrap_err();
    assert!(
        error.to_string().contains("b2 can't be run with `transaction = run`: it has statements"),
        "{error}"
    );
    let off = up("b2", Some("a1"), "-- @upgrade sqlite foreign_keys=off\nDROP TABLE a;\n");
    let error = run(&database.path, &[plain, off], mode(TransactionMode::Run)).unwrap_err();
    assert!(error.to_string().contains("some of the revisions switch foreign keys off"), "{error}");
    assert_eq!(database.rows("SELECT * FROM sqlite_schema"), Vec::<String>::new());
}

const REBUILD: &str = "-- @upgrade sqlite foreign_keys=off
CREATE TABLE new_team (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER);
INSERT INTO new_team (id, name) SELECT id, name FROM team;
DROP TABLE team;
ALTER TABLE new_team RENAME TO team;
";

#[test]
fn a_rebuild_without_foreign_keys_keeps_rows_and_switches_them_on_again() {
    for transaction in [TransactionMode::Revision, TransactionMode::Run, TransactionMode::Off] {
        let database = Database::with(SEED);
        let mut connection = database.open();
        run_with(&mut *connection, &[up("a1", None, REBUILD)], mode(transaction), &mut |_| {}).unwrap();
        assert_eq!(rows(&mut *connection, "PRAGMA foreign_keys"), ["1"]);
        assert_eq!(rows(&mut *connection, "SELECT * FROM team"), ["1|red|-", "2|it's blue|-"]);
        assert_eq!(rows(&mut *connection, "SELECT team_id FROM member"), ["1", "2"]);
    }
}

#[test]
fn a_rebuild_that_loses_parents_is_rolled_back_and_names_the_rows() {
    for transaction in [TransactionMode::Revision, TransactionMode::Run, TransactionMode::Off] {
        let database = Database::with(SEED);
        let before = database.contents();
        let mut connection = database.open();
        let body = REBUILD.replace("FROM team", "FROM team WHERE id = 1");
        let error =
            run_with(&mut *connection, &[up("a1", None, &body)], mode(transaction), &mut |_| {}).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the upgrade of revision a1 failed: foreign keys are violated: 1 row of `member` refers to rows of `team` that don't \
             exist (rowid 2)"
        );
        assert_eq!(rows(&mut *connection, "PRAGMA foreign_keys"), ["1"]);
        assert_eq!(database.contents(), before);
    }
}

#[test]
fn violations_that_were_there_before_are_not_blamed() {
    let database = Database::with(&format!(
        "PRAGMA foreign_keys = OFF; {SEED} INSERT INTO member VALUES (9, 77, 'lost')"
    ));
    run(&database.path, &[up("a1", None, REBUILD)], options()).unwrap();
    assert_eq!(database.ids(), ["a1"]);
}

#[test]
fn foreign_keys_are_on_again_when_a_statement_of_a_rebuild_fails() {
    let database = Database::with(SEED);
    let before = database.contents();
    let mut connection = database.open();
    let step = [up("a1", None, &format!("{REBUILD}INSERT INTO none VALUES (1);\n"))];
    run_with(&mut *connection, &step, options(), &mut |_| {}).unwrap_err();
    assert_eq!(rows(&mut *connection, "PRAGMA foreign_keys"), ["1"]);
    assert!(!connection.in_transaction());
    assert_eq!(database.contents(), before);
}

const MIXED: &str = "-- @upgrade
CREATE TABLE a (b);
-- @upgrade transaction=off
PRAGMA cache_size = 50;
VACUUM;
INSERT INTO a VALUES (1);
INSERT INTO a SELECT cache_size FROM pragma_cache_size;
-- @upgrade
CREATE TABLE c (d);
INSERT INTO a VALUES (3);
";

#[test]
fn sections_without_a_transaction_are_journaled_and_leave_no_journal() {
    let database = Database::missing();
    let mut journal = Vec::new();
    let (mut connection, mut other) = (database.open(), database.open());
    run_with(&mut *connection, &[up("a1", None, MIXED)], options(), &mut |event| {
        if let Event::Statement { position, .. } = event {
            let found = rows(&mut *other, "SELECT position || state FROM limbeck_journal ORDER BY position");
            journal.push(format!("{position}: {}", found.join(" ")));
        }
    })
    .unwrap();
    assert_eq!(
        journal,
        [
            "1: ",
            "2: 1done",
            "3: 1done 3intent",
            "4: 1done 3done",
            "5: 1done 3done 4done",
            "6: 1done 3done 4done 5done",
            "7: 1done 3done 4done 5done"
        ]
    );
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
    assert_eq!(database.rows("SELECT b FROM a"), ["1", "50", "3"]);
    assert_eq!(database.ids(), ["a1"]);
}

#[test]
fn a_run_that_failed_between_commits_goes_on_where_it_stopped() {
    let database = Database::missing();
    let broken = MIXED.replace("CREATE TABLE c (d)", "CREATE TABLE c (d) WRONG");
    let error = run(&database.path, &[up("a1", None, &broken)], options()).unwrap_err();
    assert_eq!(error.exit_code(), 1);
    assert_eq!(error.committed, ["revision a1: its upgrade is committed up to statement 5"]);
    let applied = database.applied();
    assert!(applied.rows.is_empty());
    let states: Vec<_> = applied.open.iter().map(|row| (row.position, row.state)).collect();
    assert_eq!(
        states,
        [
            (1, JournalState::Done),
            (3, JournalState::Done),
            (4, JournalState::Done),
            (5, JournalState::Done),
            (6, JournalState::Failed)
        ]
    );
    assert_eq!(applied.unfinished()[0].position, 6);
    assert!(applied.open[4].error.as_ref().unwrap().contains("WRONG"));

    let mut events = Vec::new();
    let step = [up("a1", None, MIXED)];
    run_with(&mut *database.open(), &step, options(), &mut |event| events.push(event)).unwrap();
    assert!(events.contains(&Event::Resuming { revision: "a1".to_owned(), position: 6 }), "{events:?}");
    let ran: Vec<u32> = events
        .iter()
        .filter_map(|event| match event {
            Event::Statement { position, .. } => Some(*position),
            _ => None,
        })
        .collect();
    // The session statement runs again, in its place.
    assert_eq!(ran, [2, 6, 7]);
    assert_eq!(database.rows("SELECT b FROM a"), ["1", "50", "3"]);
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
    assert_eq!(database.ids(), ["a1"]);
}

fn half_done() -> Database {
    let database = Database::missing();
    let broken = MIXED.replace("CREATE TABLE c (d)", "CREATE TABLE c (d) WRONG");
    run(&database.path, &[up("a1", None, &broken)], options()).unwrap_err();
    database
}

#[test]
fn a_file_that_changed_behind_what_has_run_needs_a_person() {
    for changed in [MIXED.replace("VALUES (1)", "VALUES (100)"), "CREATE TABLE a (b);\n".to_owned()] {
        let database = half_done();
        let before = database.contents();
        let error = run(&database.path, &[up("a1", None, &changed)], options()).unwrap_err();
        assert_eq!((error.kind, error.exit_code()), (FailureKind::NeedsRepair, 5));
        assert!(error.to_string().contains("its file has changed since"), "{error}");
        assert_eq!(error.next.as_deref(), Some("limbeck repair a1"));
        assert_eq!(database.contents(), before);
    }
}

#[test]
fn what_is_half_done_comes_before_anything_else() {
    let database = half_done();
    let error = run(&database.path, &[up("z9", None, "CREATE TABLE z (a);\n")], options()).unwrap_err();
    assert_eq!(error.exit_code(), 5);
    assert!(
        error.to_string().starts_with("revision a1 is half done: its upgrade stopped at statement 6"),
        "{error}"
    );
    assert!(run(&database.path, &[], options()).unwrap_err().exit_code() == 5);
}

#[test]
fn without_transactions_every_statement_is_committed_by_itself() {
    let database = Database::missing();
    let body = "CREATE TABLE a (b);\nINSERT INTO a VALUES (1);\nINSERT INTO none VALUES (1);\n";
    let error = run(&database.path, &[up("a1", None, body)], mode(TransactionMode::Off)).unwrap_err();
    assert_eq!(place(&error).2, 3);
    assert_eq!(database.rows("SELECT b FROM a"), ["1"]);
    let body = body.replace("none", "a");
    // Another mode goes on with it as well.
    run(&database.path, &[up("a1", None, &body)], mode(TransactionMode::Revision)).unwrap();
    assert_eq!(database.rows("SELECT b FROM a"), ["1", "1"]);
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
}

#[test]
fn what_was_attached_is_attached_again_when_a_revision_goes_on() {
    let database = Database::missing();
    let other = Database::with("CREATE TABLE seen (a)");
    let body = format!(
        "-- @upgrade transaction=off\nATTACH '{}' AS other;\nINSERT INTO other.seen VALUES (1);\nINSERT INTO none VALUES (1);\n",
        other.path.display()
    );
    run(&database.path, &[up("a1", None, &body)], options()).unwrap_err();
    run(&database.path, &[up("a1", None, &body.replace("INTO none", "INTO other.seen"))], options()).unwrap();
    assert_eq!(other.rows("SELECT a FROM seen"), ["1", "1"]);
    assert_eq!(database.ids(), ["a1"]);
}

#[test]
fn a_rebuild_in_several_commits_is_checked_at_its_end() {
    let rebuild = REBUILD.replace("DROP TABLE", "VACUUM;\nDROP TABLE");
    let database = Database::with(SEED);
    run(&database.path, &[up("a1", None, &rebuild)], options()).unwrap();
    assert_eq!(database.rows("SELECT * FROM team"), ["1|red|-", "2|it's blue|-"]);
    assert_eq!(database.rows("SELECT team_id FROM member"), ["1", "2"]);

    let database = Database::with(SEED);
    let lossy = rebuild.replace("FROM team", "FROM team WHERE id = 1");
    let error = run(&database.path, &[up("a1", None, &lossy)], options()).unwrap_err();
    assert!(error.to_string().contains("1 row of `member` refers to rows of `team`"), "{error}");
    assert_eq!(error.committed, ["revision a1: its upgrade is committed up to statement 3"]);
    assert!(database.ids().is_empty());
}

#[test]
fn a_step_whose_parent_is_not_applied_is_refused() {
    let database = Database::missing();
    let error = run(&database.path, &[up("b2", Some("a1"), "CREATE TABLE b (c);\n")], options()).unwrap_err();
    assert_eq!(error.to_string(), "revision b2 stands on a1, which is not applied");
    assert_eq!(database.rows("SELECT * FROM sqlite_schema"), Vec::<String>::new());
}

#[test]
fn the_first_statement_that_fails_leaves_nothing_half_done() {
    let database = Database::missing();
    let body = "-- @upgrade transaction=off\nVACUUM INTO '/nonexistent/folder/x';\nCREATE TABLE a (b);\n";
    run(&database.path, &[up("a1", None, body)], options()).unwrap_err();
    assert!(database.applied().unfinished().is_empty());
    run(&database.path, &[up("z9", None, "CREATE TABLE z (a);\n")], options()).unwrap();
}

#[test]
fn statements_at_the_end_without_a_transaction_are_recorded_after_them() {
    let database = Database::missing();
    let body = "-- @upgrade\nCREATE TABLE a (b);\n-- @upgrade transaction=off\nVACUUM;\nPRAGMA journal_mode = WAL;\n";
    run(&database.path, &[up("a1", None, body)], options()).unwrap();
    assert_eq!(database.ids(), ["a1"]);
    assert_eq!(database.rows("PRAGMA journal_mode"), ["wal"]);
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
}

#[test]
fn a_revision_without_statements_is_recorded() {
    let database = Database::missing();
    let steps = [up("a1", None, ""), up("b2", None, ""), {
        let merge = "-- @revision m3\n-- @revises a1 b2\n";
        step(merge, Direction::Upgrade)
    }];
    run(&database.path, &steps, options()).unwrap();
    assert_eq!(database.rows("SELECT revision, parents FROM limbeck_revisions"), ["a1|", "b2|", "m3|a1 b2"]);
}

#[test]
fn whoever_asks_to_stop_is_heard_before_the_next_statement() {
    let database = Database::missing();
    let options = options();
    let stop = options.stop.clone();
    let steps = [
        up("a1", None, "CREATE TABLE a (b);\n"),
        up("b2", Some("a1"), "CREATE TABLE b (b);\nCREATE TABLE c (b);\n"),
    ];
    let error = run_with(&mut *database.open(), &steps, options, &mut |event| {
        if matches!(event, Event::Statement { revision, .. } if revision == "b2") {
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
        }
    })
    .unwrap_err();
    assert_eq!((error.kind, error.exit_code()), (FailureKind::Interrupted, 130));
    assert_eq!(error.committed, ["revision a1 is applied"]);
    assert_eq!(database.rows("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b', 'c')"), ["a"]);
    assert_eq!(database.rows("SELECT outcome FROM limbeck_log ORDER BY id"), ["done", "interrupted"]);
}

#[test]
fn namespaces_do_not_see_each_other() {
    let database = Database::missing();
    let step: [Step; 1] = [up("a1", None, "CREATE TABLE IF NOT EXISTS a (b);\n")];
    run(&database.path, &step, options()).unwrap();
    let other = RunOptions { namespace: "it's other".to_owned(), ..options() };
    assert_eq!(run(&database.path, &step, other).unwrap().applied.len(), 1);
    assert_eq!(database.rows("SELECT namespace FROM limbeck_revisions ORDER BY 1"), ["", "it's other"]);
}
