use crate::support::{Project, assert_session};

#[test]
fn two_files_as_operations_sql_and_json() {
    let mut project = Project::new();
    project.write(
        "a.sql",
        "CREATE TABLE users (id integer PRIMARY KEY, old text);\nCREATE TABLE gone (id integer);\n",
    );
    project.write(
        "b.sql",
        "CREATE TABLE users (id integer PRIMARY KEY, new text);\nCREATE INDEX users_new ON users (new);\n",
    );
    project.limbeck(&["diff", "a.sql", "b.sql", "--drop-unknown"]);
    project.limbeck(&["diff", "a.sql", "b.sql", "--drop-unknown", "--sql", "--rename", "users.old=new"]);
    project.limbeck(&["diff", "a.sql", "b.sql", "--json"]);
    project.limbeck(&["diff", "a.sql", "a.sql"]);
    project.limbeck(&["diff", "a.sql", "nosuch.sql"]);
    project.limbeck(&["diff", "a.sql", "b.sql", "--rename", "nonsense"]);
    assert_session!(project);
}

#[test]
fn a_schema_is_printed_as_json() {
    let mut project = Project::new();
    project.write("a.sql", "CREATE TABLE users (id integer PRIMARY KEY);\n");
    let object = project.run(&["dump-schema", "a.sql"]).json();
    assert_eq!((&object["catalog"]["dialect"], &object["format"]), (&"sqlite".into(), &1.into()));
    assert_eq!(object["catalog"]["tables"][0]["columns"][0]["name"], "id");
    project.limbeck(&["dump-schema"]);
    project.limbeck(&["diff"]);
    assert_session!(project);
}
