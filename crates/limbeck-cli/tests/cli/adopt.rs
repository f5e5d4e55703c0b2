use crate::support::{Project, assert_session};

#[test]
fn a_database_of_alembic_is_taken_over() {
    let mut project = Project::with_history();
    project.limbeck(&["adopt"]);
    // What Alembic leaves: its own table, and no trace of how it came there.
    project.write("other/one.sql", "-- Alembic\n-- @revision zzzz\n-- @upgrade\nCREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);\nINSERT INTO alembic_version VALUES ('b002');\n");
    project.write("other/limbeck.toml", "url = \"sqlite://../app.db\"\nmigrations = \".\"\nnamespace = \"x\"\n[state]\ntable = \"other_revisions\"\n");
    let made = project.run_in("other", &["upgrade"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    project.limbeck(&["current"]);
    project.limbeck(&["adopt", "--dry-run"]);
    project.limbeck(&["adopt", "--json"]);
    project.limbeck(&["current", "-v"]);
    project.limbeck(&["adopt"]);
    assert_session!(project);
}

#[test]
fn a_version_that_no_file_has_is_named_with_the_way_out() {
    let mut project = Project::new();
    project.write("migrations/zzzz.sql", "-- Alembic\n-- @revision zzzz\n-- @upgrade\nCREATE TABLE alembic_version (version_num varchar(32));\nINSERT INTO alembic_version VALUES ('1975ea83b712');\n");
    project.run(&["upgrade", "--namespace", "x"]);
    project.limbeck(&["adopt"]);
    assert_session!(project);
}
