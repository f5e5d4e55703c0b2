use crate::support::{Project, assert_session};

#[test]
fn two_heads_become_one() {
    let mut project = Project::with_branches();
    project.limbeck(&["merge", "heads", "--rev-id", "d004"]);
    project.limbeck(&["heads"]);
    project.limbeck(&["upgrade", "-q"]);
    project.limbeck(&["current"]);
    project.limbeck(&["merge", "heads"]);
    project.limbeck(&["merge", "b002", "a001"]);
    assert_session!(project);
}

#[test]
fn a_merge_of_two_names_with_a_message() {
    let mut project = Project::with_branches();
    project.limbeck(&["merge", "b002", "c003", "-m", "Together", "--rev-id", "d004", "--json"]);
    assert_session!(project);
}
