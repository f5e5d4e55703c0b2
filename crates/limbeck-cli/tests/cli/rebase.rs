use crate::support::{Project, assert_session};

#[test]
fn a_branch_is_put_on_top_of_the_other() {
    let mut project = Project::with_branches();
    project.run(&["upgrade", "c003"]);
    project.limbeck(&["rebase", "c003", "--dry-run"]);
    project.limbeck(&["rebase", "c003", "--onto", "b002"]);
    project.limbeck(&["history"]);
    project.show("migrations/c003.sql");
    project.limbeck(&["upgrade"]);
    project.limbeck(&["rebase", "c003"]);
    project.limbeck(&["rebase", "nosuch", "--json"]);
    assert_session!(project);
}
