use crate::support::{Project, assert_session};

#[test]
fn recording_runs_nothing() {
    let mut project = Project::with_history();
    project.run(&["ensure-version"]);
    project.limbeck(&["stamp", "b002", "--dry-run"]);
    project.limbeck(&["stamp", "b002"]);
    project.limbeck(&["current", "-v"]);
    project.limbeck(&["stamp", "b002"]);
    project.limbeck(&["stamp", "a001", "--json"]);
    project.limbeck(&["stamp", "base"]);
    assert_session!(project);
    assert_eq!(project.tables(), "");
}

#[test]
fn purge_forgets_what_no_file_knows() {
    let mut project = Project::with_history();
    project.run(&["stamp", "head"]);
    fs_err::remove_file(project.path("migrations/c003.sql")).unwrap();
    project.limbeck(&["stamp", "a001"]);
    project.limbeck(&["stamp", "a001", "--purge"]);
    project.limbeck(&["stamp"]);
    assert_session!(project);
}
