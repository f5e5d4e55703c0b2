//! Several runners at once, and runners that are killed.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail by panicking")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::time::Duration;

use limbeck_database::{
    Applied, Engine, Event, FailureKind, PlanFailure, RunOptions, Step, TransactionMode, apply,
};
use support::{Database, open, options, run, run_with, up};

/// Each revision tells how often it ran.
fn counting(revisions: usize) -> Vec<Step> {
    (1..=revisions)
        .map(|number| {
            let (id, parent) = (format!("r{number:03}"), format!("r{:03}", number - 1));
            let parent = (number > 1).then_some(parent.as_str());
            let body = format!("CREATE TABLE t{number} (a);\nINSERT INTO t{number} VALUES ({number});\n");
            up(&id, parent, &body)
        })
        .collect()
}

#[test]
fn twenty_threads_apply_each_revision_once_and_all_succeed() {
    let database = Database::missing();
    let steps = counting(12);
    let barrier = Barrier::new(20);
    let reports: Vec<_> = std::thread::scope(|scope| {
        let runners: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    run(&database.path, &steps, options()).unwrap()
                })
            })
            .collect();
        runners.into_iter().map(|runner| runner.join().unwrap()).collect()
    });
    assert_eq!(reports.iter().map(|report| report.applied.len()).sum::<usize>(), 12);
    assert_eq!(database.ids().len(), 12);
    assert_eq!(database.rows("SELECT count(*), count(DISTINCT revision) FROM limbeck_log"), ["12|12"]);
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());
}

#[test]
fn runners_share_a_revision_without_a_transaction() {
    let database = Database::missing();
    let body: String = (1..=30).map(|i| format!("INSERT INTO t VALUES ({i});\n")).collect();
    let body = format!("-- @upgrade\nCREATE TABLE t (a);\n-- @upgrade transaction=off\n{body}VACUUM;\n");
    let steps = [up("a1", None, &body)];
    let barrier = Barrier::new(8);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                barrier.wait();
                run(&database.path, &steps, options()).unwrap();
            });
        }
    });
    assert_eq!(database.rows("SELECT count(*), count(DISTINCT a) FROM t"), ["30|30"]);
    assert_eq!(database.ids(), ["a1"]);
}

#[test]
fn a_runner_that_was_slower_plans_again() {
    let database = Database::missing();
    let steps = counting(3);
    run(&database.path, &steps[..1], options()).unwrap();
    // The plan was made for a state that another runner changes before the first statement.
    let mut asked = Vec::new();
    let mut planner = |applied: &Applied| -> Result<Vec<Step>, PlanFailure> {
        asked.push(applied.rows.len());
        if asked.len() == 1 {
            run(&database.path, &steps[..2], options()).unwrap();
        }
        Ok(steps.iter().filter(|step| !applied.contains(&step.revision.id)).cloned().collect())
    };
    let mut connection = open(&database.path).unwrap();
    let mut events = Vec::new();
    let mut engine = Engine { connection: &mut *connection, options: options() };
    let report = apply(&mut engine, &mut planner, &mut |event| events.push(event)).unwrap();
    assert_eq!(asked, [1, 2]);
    assert_eq!(report.applied.iter().map(|one| &*one.revision).collect::<Vec<_>>(), ["r003"]);
    assert_eq!(report.skipped, ["r002"]);
    assert!(
        events.iter().any(|event| matches!(event, Event::Skipped { revision, .. } if revision == "r002"))
    );
}

#[test]
fn a_lock_that_is_not_had_in_time_has_its_own_exit_code() {
    let database = Database::with("CREATE TABLE t (a)");
    let mut writer = database.open();
    writer.begin().unwrap();
    let options = RunOptions { lock_wait: Duration::from_millis(300), ..options() };
    let mut waited = 0;
    let mut connection = open(&database.path).unwrap();
    let error = run_with(&mut *connection, &counting(1), options, &mut |event| {
        waited += u32::from(matches!(event, Event::Waiting { .. }));
    })
    .unwrap_err();
    assert_eq!((error.kind, error.exit_code()), (FailureKind::Lock, 4));
    assert!(error.to_string().contains("test.db"), "{error}");
    assert_eq!(waited, 1);
}

#[test]
fn waiting_ends_when_somebody_asks_to_stop() {
    let database = Database::with("CREATE TABLE t (a)");
    let mut writer = database.open();
    writer.begin().unwrap();
    let options = options();
    let stop = options.stop.clone();
    let error = run_with(&mut *open(&database.path).unwrap(), &counting(1), options, &mut |event| {
        if matches!(event, Event::Waiting { .. }) {
            stop.store(true, std::sync::atomic::Ordering::SeqCst);
        }
    })
    .unwrap_err();
    assert_eq!(error.exit_code(), 130);
}

#[test]
fn a_reader_in_the_way_of_a_commit_is_waited_for() {
    let database = Database::with("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    run(&database.path, &counting(1), options()).unwrap();
    let path = database.path.clone();
    let (reading, started) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut connection = open(&path).unwrap();
        connection.execute("BEGIN; SELECT * FROM t").unwrap();
        reading.send(()).unwrap();
        std::thread::sleep(Duration::from_millis(600));
        connection.rollback().unwrap();
    });
    started.recv().unwrap();
    let options_connect = limbeck_database::ConnectOptions {
        lock_timeout: Duration::from_millis(50),
        ..limbeck_database::ConnectOptions::default()
    };
    let mut connection = limbeck_database::connect(&support::url(&database.path), &options_connect).unwrap();
    let mut retries = 0;
    run_with(&mut *connection, &counting(2), options(), &mut |event| {
        retries += u32::from(matches!(event, Event::Retrying { .. }));
    })
    .unwrap();
    reader.join().unwrap();
    assert_eq!(database.ids().len(), 2);
    assert!(retries > 0);
}

/// What a child process is to do: `role` and the path of the database.
const ROLE: &str = "LIMBECK_TEST_ROLE";
const PATH: &str = "LIMBECK_TEST_DATABASE";

#[test]
#[ignore = "the tests below run it as a child process"]
fn child() {
    let role = std::env::var(ROLE).expect("run as a child only");
    let path = PathBuf::from(std::env::var_os(PATH).unwrap());
    match role.as_str() {
        "count" => drop(run(&path, &counting(10), options()).unwrap()),
        "off" => drop(
            run(&path, &[killable()], RunOptions { transaction: TransactionMode::Off, ..options() }).unwrap(),
        ),
        _ => drop(run(&path, &[killable()], options()).unwrap()),
    }
}

fn spawn(role: &str, path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored"])
        .env(ROLE, role)
        .env(PATH, path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn twenty_processes_apply_each_revision_once_and_all_succeed() {
    let database = Database::missing();
    let children: Vec<_> = (0..20).map(|_| spawn("count", &database.path)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(database.ids().len(), 10);
    assert_eq!(database.rows("SELECT count(*), count(DISTINCT revision) FROM limbeck_log"), ["10|10"]);
}

/// A revision that takes a while, in every kind of commit group.
fn killable() -> Step {
    let slow = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000) \
                INSERT INTO big SELECT i, hex(randomblob(20)) FROM n;\n";
    let inserts: String = (1..=12).map(|i| format!("{slow}INSERT INTO seen VALUES ({i});\n")).collect();
    up(
        "a1",
        None,
        &format!(
            "-- @upgrade\nCREATE TABLE big (i, text);\nCREATE TABLE seen (i);\n{slow}\
             -- @upgrade transaction=off\nPRAGMA cache_size = 10;\n{inserts}VACUUM;\nCREATE INDEX big_text ON big (text);\n\
             -- @upgrade sqlite foreign_keys=off\nCREATE TABLE other (i, text);\nINSERT INTO other SELECT * FROM big;\n\
             DROP TABLE big;\nALTER TABLE other RENAME TO big;\n{slow}"
        ),
    )
}

fn state(database: &Database) -> Vec<String> {
    let mut state = database.rows("SELECT type, name FROM sqlite_schema ORDER BY 1, 2");
    state.extend(database.rows("SELECT count(*), count(DISTINCT i), min(i), max(i) FROM big"));
    state.extend(database.rows("SELECT i FROM seen"));
    state.extend(database.rows("SELECT revision, kind FROM limbeck_revisions"));
    state.extend(database.rows("SELECT * FROM limbeck_journal"));
    state.extend(database.rows("PRAGMA integrity_check"));
    state
}

/// Kills runners of the same revision, later and later in it, until one comes through; then the database must be what an undisturbed
/// run makes of it. Returns how many were killed in the middle.
fn kill_until_done(role: &str, first: Duration, longer: Duration) -> (Database, usize) {
    let database = Database::missing();
    let mut killed = 0;
    for attempt in 0.. {
        assert!(attempt < 400, "no runner came through");
        let mut child = spawn(role, &database.path);
        std::thread::sleep(first + longer * attempt);
        // SIGKILL: no handler, no clean-up.
        child.kill().unwrap();
        if child.wait().unwrap().success() {
            break;
        }
        killed += 1;
    }
    (database, killed)
}

#[test]
fn a_revision_whose_runners_are_killed_ends_as_if_nothing_had_happened() {
    for (role, transaction) in [("killable", TransactionMode::Revision), ("off", TransactionMode::Off)] {
        let undisturbed = Database::missing();
        run(&undisturbed.path, &[killable()], RunOptions { transaction, ..options() }).unwrap();
        let mut killed = 0;
        while killed < 20 {
            let (database, kills) = kill_until_done(role, Duration::from_millis(5), Duration::from_millis(4));
            assert_eq!(state(&database), state(&undisturbed));
            killed += kills;
        }
    }
}
