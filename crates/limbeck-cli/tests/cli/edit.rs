use crate::support::{Project, assert_session};

#[cfg(unix)]
#[test]
fn the_editor_gets_the_file_and_a_broken_graph_is_told_of_at_once() {
    let mut project = Project::with_history();
    project.limbeck(&["edit"]);
    project.set("EDITOR", "true");
    project.limbeck(&["edit", "b002"]);
    project.limbeck(&["edit", "b002", "--json"]);
    project.limbeck(&["edit", "nosuch"]);
    project.limbeck(&["edit", "heads"]);
    project.set("VISUAL", "false");
    project.limbeck(&["edit"]);
    project.set("VISUAL", "sed -i s/@revises/@revisse/");
    project.limbeck(&["edit"]);
    assert_session!(project);
}
