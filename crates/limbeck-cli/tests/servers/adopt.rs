//! Taking over a database that Alembic has kept.

use limbeck_testing::TestDatabase;

use crate::project::{Project, on_every_server};

on_every_server![the_database_of_alembic_is_taken_over];

fn the_database_of_alembic_is_taken_over(database: &TestDatabase) {
    database.execute("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY)");
    database.execute("INSERT INTO alembic_version VALUES ('b002')");
    database.execute("CREATE TABLE users (id int)");
    let project = Project::on(database);
    for (id, parent, body) in [
        ("a001", "base", "CREATE TABLE users (id int);"),
        ("b002", "a001", "CREATE INDEX users_id ON users (id);"),
        ("c003", "b002", "ALTER TABLE users ADD COLUMN age int;"),
    ] {
        let text = format!(
            "-- {id}\n-- @revision {id}\n-- @revises {parent}\n\n-- @upgrade\n{body}\n-- @downgrade\n"
        );
        project.write(&format!("migrations/{id}.sql"), &text);
    }
    let current = project.run(&["current", "--json"]).json();
    assert!(!current["alembic"].is_null(), "{current}");
    project.ok(&["adopt"]);
    let current = project.ok(&["current", "--json"]).json();
    assert_eq!(current["pending"], serde_json::json!(["c003"]), "{current}");
    project.ok(&["upgrade"]);
    assert_eq!(
        database.rows("SELECT revision, kind FROM limbeck_revisions ORDER BY 1"),
        ["a001|adopt", "b002|adopt", "c003|upgrade"]
    );
    assert_eq!(database.rows("SELECT id, age FROM users"), Vec::<String>::new());
}
