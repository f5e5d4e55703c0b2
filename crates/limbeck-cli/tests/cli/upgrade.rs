use crate::support::{Project, assert_session};

#[test]
fn all_revisions_are_applied_and_then_there_is_nothing_to_do() {
    let mut project = Project::with_history();
    project.limbeck(&["upgrade", "--dry-run"]);
    assert!(!project.path("app.db").exists(), "a dry run creates nothing");
    project.limbeck(&["upgrade"]);
    project.limbeck(&["upgrade"]);
    project.limbeck(&["current"]);
    assert_session!(project);
    assert_eq!(project.tables(), "teams users");
}

#[test]
fn targets_count_from_what_is_applied() {
    let mut project = Project::with_history();
    project.limbeck(&["upgrade", "+1", "--json"]);
    project.limbeck(&["upgrade", "+1", "-q"]);
    project.limbeck(&["upgrade", "+2"]);
    project.limbeck(&["upgrade", "c003", "-v"]);
    assert_session!(project);
}

#[test]
fn several_heads_are_refused_with_a_way_out_and_heads_takes_all() {
    let mut project = Project::with_branches();
    project.limbeck(&["upgrade"]);
    project.limbeck(&["upgrade", "--json"]);
    assert!(!project.path("app.db").exists() || project.tables().is_empty());
    project.limbeck(&["upgrade", "heads"]);
    project.limbeck(&["current"]);
    assert_session!(project);
    assert_eq!(project.tables(), "a b c");
}

#[test]
fn a_changed_file_and_a_late_revision_are_warned_about() {
    let mut project = Project::with_history();
    project.limbeck(&["upgrade", "b002", "-q"]);
    project.revision(
        "a001",
        "base",
        "Create users",
        "CREATE TABLE users (id integer PRIMARY KEY, x);",
        "DROP TABLE users;",
    );
    project.limbeck(&["upgrade"]);
    project.limbeck(&["current"]);
    assert_session!(project);
}

#[test]
fn a_statement_that_fails_leaves_what_was_committed_and_says_so() {
    let mut project = Project::with_history();
    project.revision(
        "c003",
        "b002",
        "Name users",
        "CREATE TABLE half (id integer);\nINSERT INTO nowhere\n    VALUES (1);",
        "DROP TABLE half;",
    );
    project.limbeck(&["upgrade"]);
    assert_eq!(project.tables(), "teams users", "nothing of the failed revision stays");
    project.limbeck(&["current"]);
    project.limbeck(&["upgrade", "--json"]);
    project.revision("c003", "b002", "Name users", "CREATE TABLE half (id integer);", "DROP TABLE half;");
    project.limbeck(&["upgrade"]);
    assert_session!(project);
    assert_eq!(project.tables(), "half teams users");
}

#[test]
fn two_runners_at_once_apply_everything_once() {
    let project = Project::with_history();
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let runners: Vec<_> = (0..4).map(|_| scope.spawn(|| project.run(&["upgrade"]).code)).collect();
        runners.into_iter().map(|runner| runner.join().unwrap()).collect()
    });
    assert_eq!(codes, [0; 4]);
    assert_eq!(project.tables(), "teams users");
    let log = project.run(&["current", "--json"]).json();
    assert_eq!(log["applied"].as_array().unwrap().len(), 3);
}

#[test]
fn a_plan_of_several_commits_says_that_it_is_not_all_or_nothing() {
    let mut project = Project::with_history();
    project.write(
        "migrations/d004.sql",
        "-- Tidy up\n-- @revision d004\n-- @revises c003\n-- @upgrade\nDELETE FROM users;\n-- @upgrade transaction=off\nVACUUM;\n\
         -- @upgrade\nDROP TABLE teams;\n-- @irreversible the rows are gone\n",
    );
    project.limbeck(&["upgrade", "--dry-run"]);
    project.limbeck(&["upgrade", "--dry-run", "--json"]);
    project.limbeck(&["upgrade"]);
    project.limbeck(&["downgrade", "c003"]);
    assert_session!(project);
}
