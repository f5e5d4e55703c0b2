use crate::support::{Project, assert_session};

#[test]
fn the_tables_are_made_once_and_nothing_else() {
    let mut project = Project::with_history();
    project.limbeck(&["ensure-version"]);
    project.limbeck(&["ensure-version"]);
    project.limbeck(&["ensure-version", "--json"]);
    project.limbeck(&["current"]);
    assert_session!(project);
}
