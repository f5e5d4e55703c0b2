use crate::support::{Project, assert_session};

#[test]
fn branch_points_are_listed_with_their_children() {
    let mut project = Project::with_branches();
    project.limbeck(&["branches"]);
    project.limbeck(&["branches", "--json"]);
    project.limbeck(&["branches", "-v"]);
    assert_session!(project);
}

#[test]
fn one_line_has_no_branches() {
    let mut project = Project::with_history();
    project.limbeck(&["branches"]);
    assert_session!(project);
}
