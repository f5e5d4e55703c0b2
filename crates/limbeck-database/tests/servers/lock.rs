//! The lock of a run: one runner at a time, the others wait and find it done.

use std::sync::Barrier;
use std::time::Duration;

use limbeck_database::{Event, FailureKind, RunOptions, ensure_state, lock_holder};
use limbeck_testing::TestDatabase;

use crate::support::{ids, options, text, upgrade, upgrade_with};

on_every_server![
    twenty_runners_apply_each_revision_once_and_all_succeed,
    a_lock_that_is_not_had_in_time_has_its_own_exit_code,
    the_holder_is_shown_and_ended_when_asked,
    the_state_tables_are_made_once_by_many,
];

/// Each revision tells how often it ran.
fn counting() -> Vec<String> {
    (1..=6)
        .map(|number| {
            let parent = (number > 1).then(|| format!("r{}", number - 1));
            let body = format!(
                "-- @upgrade\nCREATE TABLE t{number} (a int);\nINSERT INTO t{number} VALUES ({number});\n"
            );
            text(&format!("r{number}"), parent.as_deref(), &body)
        })
        .collect()
}

fn twenty_runners_apply_each_revision_once_and_all_succeed(database: &TestDatabase) {
    let texts = counting();
    let barrier = Barrier::new(20);
    let applied: usize = std::thread::scope(|scope| {
        let runners: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    upgrade(database, &texts).unwrap().applied.len()
                })
            })
            .collect();
        runners.into_iter().map(|runner| runner.join().unwrap()).sum()
    });
    assert_eq!(applied, 6);
    assert_eq!(ids(database).len(), 6);
    assert_eq!(database.rows("SELECT count(*), count(DISTINCT revision) FROM limbeck_log"), ["6|6"]);
    assert_eq!(database.rows("SELECT count(*) FROM t6"), ["1"]);
}

fn a_lock_that_is_not_had_in_time_has_its_own_exit_code(database: &TestDatabase) {
    held(database, |texts| {
        let options = RunOptions { lock_wait: Duration::from_millis(300), ..options() };
        let mut holders = 0;
        let error = upgrade_with(&mut *database.open(), texts, options, &mut |event| {
            holders += u32::from(matches!(event, Event::HeldBy { .. }));
        })
        .unwrap_err();
        assert_eq!((error.kind, error.exit_code()), (FailureKind::Lock, 4));
        assert!(holders > 0 && error.to_string().contains("session"), "{error}");
    });
}

fn the_holder_is_shown_and_ended_when_asked(database: &TestDatabase) {
    held(database, |texts| {
        let holder = lock_holder(&mut *database.open(), &options().state, "").unwrap().unwrap();
        assert!(holder.user.is_some(), "{holder}");
        // Another history is another lock.
        assert_eq!(lock_holder(&mut *database.open(), &options().state, "other").unwrap(), None);
        let options = RunOptions { kill_orphan: true, ..options() };
        upgrade_with(&mut *database.open(), texts, options, &mut |_| {}).unwrap();
    });
    assert_eq!(ids(database), ["a1"]);
    assert_eq!(lock_holder(&mut *database.open(), &options().state, "").unwrap(), None);
}

/// Does something while another runner is in the middle of its work, which waits for a lock of the database's own.
fn held(database: &TestDatabase, work: impl FnOnce(&[String])) {
    database.execute("CREATE TABLE t (a int)");
    let mut blocker = database.open();
    blocker.begin().unwrap();
    blocker.execute("INSERT INTO t VALUES (1)").unwrap();
    let texts = [text("a1", None, "-- @upgrade\nALTER TABLE t ADD COLUMN b int;\n")];
    let (running, is_running) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let runner = scope.spawn(|| {
            let mut told = Some(running);
            upgrade_with(&mut *database.open(), &texts, options(), &mut |event| {
                if matches!(event, Event::Statement { .. })
                    && let Some(told) = told.take()
                {
                    told.send(()).unwrap();
                }
            })
        });
        is_running.recv().unwrap();
        let unblock = scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(1500));
            blocker.rollback().unwrap();
        });
        work(&texts);
        unblock.join().unwrap();
        let _ = runner.join().unwrap();
    });
}

fn the_state_tables_are_made_once_by_many(database: &TestDatabase) {
    let barrier = Barrier::new(10);
    std::thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                let mut connection = database.open();
                barrier.wait();
                ensure_state(&mut *connection, &options().state).unwrap();
            });
        }
    });
    assert_eq!(database.rows("SELECT count(*) FROM limbeck_lock WHERE name = 'format'"), ["1"]);
}
