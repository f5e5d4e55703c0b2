use crate::support::{Project, assert_session};

#[test]
fn a_changed_file_is_accepted() {
    let mut project = Project::with_history();
    project.run(&["upgrade"]);
    project.limbeck(&["repair"]);
    project.revision(
        "a001",
        "base",
        "Create users",
        "CREATE TABLE users (id integer PRIMARY KEY, x);",
        "DROP TABLE users;",
    );
    project.limbeck(&["repair"]);
    project.limbeck(&["repair", "--accept", "b002"]);
    project.limbeck(&["repair", "--accept"]);
    project.limbeck(&["repair", "--json"]);
    project.limbeck(&["repair", "--redo"]);
    assert_session!(project);
}

#[test]
fn a_revision_of_several_commits_that_stopped_goes_on() {
    let mut project = Project::new();
    project.write(
        "migrations/a001.sql",
        "-- Two commits\n-- @revision a001\n-- @upgrade transaction=off\nCREATE TABLE a (id integer);\nINSERT INTO nowhere VALUES (1);\n\
         -- @downgrade\nDROP TABLE b;\nDROP TABLE a;\n",
    );
    project.limbeck(&["upgrade"]);
    project.limbeck(&["current"]);
    project.limbeck(&["repair"]);
    project.limbeck(&["repair", "--json"]);
    project.limbeck(&["stamp", "head"]);
    project.write(
        "migrations/a001.sql",
        "-- Two commits\n-- @revision a001\n-- @upgrade transaction=off\nCREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\n\
         -- @downgrade\nDROP TABLE b;\nDROP TABLE a;\n",
    );
    project.limbeck(&["upgrade"]);
    project.limbeck(&["current"]);
    assert_session!(project);
    assert_eq!(project.tables(), "a b");
}
