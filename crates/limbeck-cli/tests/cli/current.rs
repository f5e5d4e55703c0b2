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
