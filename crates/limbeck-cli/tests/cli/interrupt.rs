//! A run that is stopped, and a runner that waits for it.

#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Project, assert_session};

/// Runs until somebody stops it.
const ENDLESS: &str = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 100000000000)\n\
    INSERT INTO numbers SELECT count(*) FROM n;";

fn start(project: &Project) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_limbeck"));
    command.args(["upgrade", "-v"]).current_dir(project.path("")).env_remove("DATABASE_URL");
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what} did not come about");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn another_runner_gives_up_after_lock_wait_and_ctrl_c_leaves_what_was_committed() {
    let mut project = Project::new();
    project.write(
        "limbeck.toml",
        "url = \"sqlite://app.db\"\nlock_wait = \"300ms\"\nlock_timeout = \"100ms\"\n",
    );
    project.revision("a001", "base", "Numbers", "CREATE TABLE numbers (n integer);", "DROP TABLE numbers;");
    project.revision("b002", "a001", "Endless", ENDLESS, "DELETE FROM numbers;");
    let mut runner = start(&project);
    let applied = |id: &str| {
        let answer = project.run(&["current", "--json"]);
        answer.code == 0 && answer.stdout.contains(&format!("\"revision\":\"{id}\""))
    };
    wait_until("the first revision", || applied("a001"));
    // The second revision holds the write lock from its first moment; another runner may come a little earlier.
    let mut second = project.run(&["upgrade"]);
    wait_until("the lock", || {
        if second.code != 4 {
            second = project.run(&["upgrade"]);
        }
        second.code == 4
    });
    assert!(second.stderr.contains("hint:"), "{}", second.stderr);
    let signalled = Command::new("kill").args(["-INT", &runner.id().to_string()]).status().unwrap();
    assert!(signalled.success());
    wait_until("the end of the first runner", || runner.try_wait().unwrap().is_some());
    assert_eq!(runner.wait().unwrap().code(), Some(130));
    project.limbeck(&["current"]);
    project.revision("b002", "a001", "Endless", "INSERT INTO numbers VALUES (1);", "DELETE FROM numbers;");
    project.limbeck(&["upgrade"]);
    assert_session!(project);
}
