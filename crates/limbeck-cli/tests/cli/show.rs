use crate::support::{Project, assert_session};

#[test]
fn a_revision_as_text_json_and_sql() {
    let mut project = Project::with_history();
    project.limbeck(&["show"]);
    project.limbeck(&["show", "a001", "--json"]);
    project.limbeck(&["show", "b002", "--sql"]);
    project.limbeck(&["show", "b002", "--sql", "--down"]);
    project.limbeck(&["show", "--down"]);
    project.limbeck(&["show", "base"]);
    project.limbeck(&["show", "head-1", "--sql"]);
    assert_session!(project);
}

#[test]
fn sections_of_dialects_are_chosen() {
    let mut project = Project::new();
    project.write(
        "migrations/a001.sql",
        "-- Two worlds\n-- @revision a001\n-- @upgrade sqlite\nCREATE TABLE a (id integer);\n-- @upgrade postgresql\n\
         CREATE TABLE a (id bigint);\n-- @irreversible why not\n",
    );
    project.limbeck(&["show", "--sql"]);
    project.limbeck(&["show", "--sql", "--dialect", "postgresql"]);
    project.limbeck(&["show", "--sql", "--dialect", "mysql"]);
    project.limbeck(&["show", "--sql", "--down"]);
    project.limbeck(&["show", "--json"]);
    assert_session!(project);
}
