use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::{Project, assert_session};

#[test]
fn a_script_says_what_a_run_would_do() {
    let mut project = Project::with_history();
    for arguments in [
        &["upgrade", "--sql", "a001"][..],
        &["upgrade", "--sql", "a001:b002", "--dialect", "postgresql"],
        &["downgrade", "--sql", "b002:a001"],
    ] {
        let mut answer = project.run(arguments);
        // What stands before are limbeck's own tables, as the database crate creates them.
        let begin = answer.stdout.find(&format!("-- {} ", arguments[0])).unwrap();
        let state = answer.stdout.drain(..begin).collect::<String>();
        assert!(state.contains("CREATE TABLE IF NOT EXISTS") && state.contains("limbeck_log"), "{state}");
        project.take_down(&format!("{}   # behind the state tables", arguments.join(" ")), &answer);
    }
    project.limbeck(&["downgrade", "--sql", "a001"]);
    project.limbeck(&["upgrade", "--sql", "c003:a001"]);
    project.write("limbeck.toml", "dialects = [\"sqlite\", \"postgresql\"]\n");
    project.limbeck(&["upgrade", "--sql"]);
    assert_session!(project);
    assert!(!project.path("app.db").exists());
}

#[test]
fn the_servers_own_client_runs_the_script_and_limbeck_finds_it_done() {
    let project = Project::with_history();
    let client = Command::new("sqlite3").arg("-version").stdout(Stdio::null()).status();
    if client.is_err() {
        // Not everybody has it; the script's text is tested above.
        return;
    }
    let script = project.run(&["upgrade", "--sql"]).stdout;
    let mut client =
        Command::new("sqlite3").arg(project.path("app.db")).stdin(Stdio::piped()).spawn().unwrap();
    client.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(client.wait().unwrap().success());
    assert_eq!(project.tables(), "teams users");
    let current = project.run(&["current", "--check-heads"]);
    assert_eq!((current.code, current.stderr.as_str()), (0, ""));
}
