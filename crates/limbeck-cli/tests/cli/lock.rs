use crate::support::{Project, assert_session};

#[test]
fn sqlite_has_no_lock_for_a_run_and_says_so() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    project.limbeck(&["lock"]);
    project.limbeck(&["lock", "status", "--json"]);
    assert_session!(project);
}
