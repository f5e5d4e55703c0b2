use crate::support::{Project, assert_session};

#[test]
fn before_between_and_after() {
    let mut project = Project::with_history();
    project.limbeck(&["current"]);
    project.run(&["ensure-version"]);
    project.limbeck(&["current", "--check-heads"]);
    project.run(&["upgrade", "a001"]);
    project.limbeck(&["current"]);
    project.limbeck(&["current", "--check-heads", "-q"]);
    project.limbeck(&["current", "--json"]);
    project.run(&["upgrade"]);
    project.limbeck(&["current", "--check-heads"]);
    project.limbeck(&["current", "-v"]);
    assert_session!(project);
}

#[test]
fn revisions_of_newer_code_are_shown_with_their_parents() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    fs_err::remove_file(project.path("migrations/c003.sql")).unwrap();
    project.limbeck(&["current"]);
    project.limbeck(&["current", "--json"]);
    project.limbeck(&["current", "--check-heads"]);
    assert_session!(project);
}

#[test]
fn a_file_that_is_gone_from_the_middle_is_shown_and_can_be_taken_back() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    fs_err::remove_file(project.path("migrations/b002.sql")).unwrap();
    project.write(
        "migrations/c003.sql",
        &project.read("migrations/c003.sql").replace("name text", "name varchar"),
    );
    project.limbeck(&["current"]);
    project.limbeck(&["current", "--json"]);
    project.limbeck(&["current", "--check-heads", "-v"]);
    project.limbeck(&["upgrade"]);
    project.limbeck(&["downgrade", "a001", "--stored", "--yes"]);
    assert_session!(project);
    assert_eq!(project.tables(), "users");
}

#[test]
fn a_file_that_is_gone_and_was_never_applied_is_an_error() {
    let mut project = Project::with_history();
    project.run(&["upgrade", "a001"]);
    fs_err::remove_file(project.path("migrations/b002.sql")).unwrap();
    let answer = project.limbeck(&["current"]);
    assert_eq!(answer.code, 1);
    project.limbeck(&["downgrade", "base", "--stored", "--yes"]);
    fs_err::remove_file(project.path("app.db")).unwrap();
    project.limbeck(&["current"]);
    assert_session!(project);
}

/// The dependency was written as a label, and both files are gone.
#[test]
fn what_a_row_without_a_file_needs_by_label_keeps_its_ground() {
    let mut project = Project::with_graph("base1; bill1<base1 lab billing; user1; user2<user1 dep billing");
    project.run(&["upgrade", "heads"]);
    fs_err::remove_file(project.path("migrations/user2.sql")).unwrap();
    let answer = project.limbeck(&["downgrade", "base1"]);
    assert_eq!(answer.code, 1);
    project.limbeck(&["stamp", "base1"]);
    project.limbeck(&["downgrade", "base1", "--stored", "--yes", "--dry-run"]);
    fs_err::remove_file(project.path("migrations/bill1.sql")).unwrap();
    project.limbeck(&["current"]);
    project.limbeck(&["downgrade", "base1", "--stored", "--yes"]);
    assert_session!(project);
    assert_eq!(project.tables(), "base1 user1");
}
