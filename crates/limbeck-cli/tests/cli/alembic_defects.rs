//! What Alembic 1.20 gets wrong must not happen here. One test each.

use crate::support::{Project, assert_session};

#[test]
fn a_head_that_is_only_a_dependency_is_no_obstacle_to_being_at_the_heads() {
    let mut project = Project::with_graph("aaaa; bbbb; cccc<bbbb dep aaaa");
    project.limbeck(&["upgrade", "heads"]);
    let answer = project.limbeck(&["current", "--check-heads"]);
    assert_eq!(answer.code, 0);
    assert_session!(project);
}

#[test]
fn a_range_from_a_branch_where_there_are_several_heads_and_a_dependency() {
    let mut project = Project::with_graph(
        "tttt; c1c1<tttt lab c1branch; d1d1<c1c1; c2c2<tttt lab c2branch; d2d2<c2c2 dep c1c1",
    );
    let answer = project.limbeck(&["history", "-r", "c2branch:"]);
    assert_eq!(answer.code, 0);
    assert_session!(project);
}

#[test]
fn upgrade_heads_with_a_merge_that_depends_on_a_sibling() {
    let mut project = Project::with_graph("r000; r001; r002<r001; r003<r000,r001 dep r002");
    let answer = project.limbeck(&["upgrade", "heads"]);
    assert_eq!(answer.code, 0);
    assert_session!(project);
}

#[test]
fn downgrade_to_a_revision_that_is_applied_because_another_depends_on_it() {
    let mut project = Project::with_graph("r000; r001 dep r000; r002");
    project.run(&["upgrade", "heads"]);
    let answer = project.limbeck(&["downgrade", "r000"]);
    assert_eq!(answer.code, 0);
    project.limbeck(&["current"]);
    assert_session!(project);
}

#[test]
fn a_stamp_of_a_revision_and_its_ancestor_is_done_whole_and_one_that_fails_not_at_all() {
    let mut project = Project::with_graph("a001; b001<a001; c1c1<b001");
    project.run(&["stamp", "b001"]);
    project.limbeck(&["stamp", "a001", "nosuch"]);
    project.limbeck(&["current"]);
    let answer = project.limbeck(&["stamp", "a001", "c1c1"]);
    assert_eq!(answer.code, 0);
    project.limbeck(&["current"]);
    assert_session!(project);
}

#[test]
fn a_branch_label_that_is_taken_leaves_no_file_behind() {
    let mut project = Project::with_graph("a001 lab billing");
    let files = || fs_err::read_dir(project.path("migrations")).unwrap().count();
    assert_eq!(files(), 1);
    let answer = project.run(&["revision", "-m", "Again", "--branch-label", "billing"]);
    assert_eq!((answer.code, files()), (1, 1));
    project.take_down("revision -m Again --branch-label billing", &answer);
    project.limbeck(&["heads"]);
    assert_session!(project);
}

#[test]
fn an_ambiguous_beginning_is_called_so_and_lists_what_it_may_be() {
    let mut project = Project::with_graph("abcd1; abcd2<abcd1");
    project.limbeck(&["show", "abcd"]);
    assert_session!(project);
}

#[test]
fn a_missing_parent_and_an_id_in_two_files_are_told_with_their_places() {
    let mut project = Project::with_graph("a001; b001<gone");
    project.write("migrations/copy.sql", &project.read("migrations/a001.sql"));
    project.limbeck(&["heads"]);
    project.limbeck(&["upgrade", "--json"]);
    assert_session!(project);
}

#[test]
fn a_row_that_no_file_knows_blocks_neither_current_nor_a_downgrade_elsewhere() {
    let mut project = Project::with_graph("tttt; left1<tttt; left2<left1; right1<tttt; right2<right1");
    project.run(&["upgrade", "heads"]);
    fs_err::remove_file(project.path("migrations/right2.sql")).unwrap();
    project.limbeck(&["current"]);
    project.limbeck(&["downgrade", "left1"]);
    // What it stands on does not go.
    project.limbeck(&["downgrade", "tttt"]);
    assert_session!(project);
}
