use crate::support::{Project, assert_session};

#[test]
fn newest_first_ranges_and_what_is_applied() {
    let mut project = Project::with_history();
    project.run(&["upgrade", "b002"]);
    project.limbeck(&["history"]);
    project.limbeck(&["history", "-i"]);
    project.limbeck(&["history", "-v", "-r", "b002:"]);
    project.limbeck(&["history", "-r", "-2:current"]);
    project.limbeck(&["history", "-r", ":a001", "--json"]);
    project.limbeck(&["history", "-i", "--json", "-r", "c003:"]);
    project.limbeck(&["history", "-r", "c003:a001"]);
    assert_session!(project);
}

#[test]
fn a_merge_is_drawn() {
    let mut project = Project::with_branches();
    project.write("migrations/d004.sql", "-- Merge\n-- @revision d004\n-- @revises b002, c003\n");
    project.revision("e005", "d004", "After", "", "");
    project.limbeck(&["history", "--graph"]);
    project.run(&["upgrade", "b002"]);
    project.limbeck(&["history", "--graph", "-i", "-v"]);
    project.limbeck(&["history"]);
    assert_session!(project);
}

#[test]
fn no_revision_is_no_error() {
    let mut project = Project::new();
    project.limbeck(&["history"]);
    project.limbeck(&["history", "--json"]);
    assert_session!(project);
}
