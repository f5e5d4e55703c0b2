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

#[test]
fn a_target_that_counts_from_what_is_applied_asks_the_database() {
    let project = Project::with_history();
    let shown = |target: &str| {
        let answer = project.run(&["show", target, "--json"]);
        assert_eq!(answer.code, 0, "{target}: {}", answer.stderr);
        answer.json()["revision"].as_str().unwrap().to_owned()
    };
    assert_eq!(shown("+1"), "a001");
    project.run(&["upgrade", "b002"]);
    for (target, id) in [("current", "b002"), ("+1", "c003"), ("-1", "b002"), ("current-1", "a001")] {
        assert_eq!(shown(target), id, "{target}");
    }
    // No other target needs one.
    project.write("app.db", &"This is a letter, not a database. ".repeat(40));
    assert_eq!(shown("head-1"), "b002");
    assert_eq!(project.run(&["show", "current"]).code, 1);
}
