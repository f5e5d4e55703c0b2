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
fn what_is_applied_and_has_no_file_is_named() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    fs_err::remove_file(project.path("migrations/c003.sql")).unwrap();
    project.limbeck(&["history", "-i"]);
    project.limbeck(&["history", "-i", "--json"]);
    project.limbeck(&["history"]);
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
    // What is not drawn lies beneath.
    project.limbeck(&["history", "--graph=unicode", "-r", "b002:"]);
    project.limbeck(&["history"]);
    assert_session!(project);
}

#[test]
fn every_kind_of_graph_is_drawn() {
    for (name, graph) in [
        ("octopus", "root; a001<root; b001<root; c001<root; d001<root; octo<a001,b001,c001,d001; tail<octo"),
        ("criss-cross", "m001; m002<m001; n002<m001; m003<m002,n002; n003<m002,n002; m004<m003; n004<n003"),
        ("roots", "one1 lab one; two1 lab two; one2<one1; two2<two1 dep one1; three"),
        ("long-lanes", "t001; side<t001; t002<t001; t003<t002; t004<t003,side; late<t001"),
    ] {
        let mut project = Project::with_graph(graph);
        project.limbeck(&["history", "--graph=unicode"]);
        project.limbeck(&["history", "--graph"]);
        let first = graph.split([';', '<', ' ']).next().unwrap();
        project.run(&["upgrade", first]);
        project.limbeck(&["history", "--graph=unicode", "-i"]);
        insta::with_settings!({snapshot_suffix => name}, { assert_session!(project); });
    }
}

#[test]
fn no_revision_is_no_error() {
    let mut project = Project::new();
    project.limbeck(&["history"]);
    project.limbeck(&["history", "--json"]);
    assert_session!(project);
}
