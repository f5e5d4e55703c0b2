use crate::support::{Project, assert_session};

#[test]
fn one_head_or_not() {
    let mut project = Project::with_branches();
    project.limbeck(&["check", "--single-head"]);
    project.limbeck(&["check", "--single-head", "--json"]);
    project.run(&["merge", "heads", "--rev-id", "d004"]);
    project.limbeck(&["check", "--single-head"]);
    assert_session!(project);
}

#[test]
fn pending_different_and_clean_are_told_apart() {
    let mut project = Project::with_history();
    project.write("schema.sql", "CREATE TABLE users (id integer PRIMARY KEY, name text);\nCREATE TABLE teams (id integer PRIMARY KEY);\n");
    project.write("limbeck.toml", "url = \"sqlite://app.db\"\nmodels = [\"schema.sql\"]\n");
    project.run(&["upgrade", "b002"]);
    project.limbeck(&["check"]);
    project.run(&["upgrade"]);
    project.limbeck(&["check"]);
    project.limbeck(&["check", "--drift", "--json"]);
    project.write("schema.sql", "CREATE TABLE users (id integer PRIMARY KEY);\nCREATE TABLE teams (id integer PRIMARY KEY, name text);\n");
    project.limbeck(&["check"]);
    project.limbeck(&["check", "--json"]);
    assert_session!(project);
}
