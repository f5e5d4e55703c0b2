//! The main job: models, revisions, up, down, checks.

use limbeck_testing::TestDatabase;

use crate::project::{Project, on_every_server};

on_every_server![
    models_become_revisions_up_and_down,
    what_differs_is_found_and_named,
    a_live_schema_becomes_the_first_revision,
    a_database_that_is_missing_is_created_when_asked,
    a_failure_names_the_file_and_the_line,
];

const MODELS: &str = r#"
#[derive(limbeck::Table)]
#[table(name = "teams")]
pub struct Team {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 100, unique)]
    pub name: String,
}

#[derive(limbeck::Table)]
#[table(name = "users")]
#[index(columns(team_id, created_at))]
pub struct User {
    #[column(primary_key)]
    pub id: i64,
    #[column(length = 255, unique)]
    pub email: String,
    pub nickname: Option<String>,
    #[column(references = "teams.id", on_delete = "cascade")]
    pub team_id: i64,
    #[column(default = "now")]
    pub created_at: chrono::DateTime<chrono::Utc>,
    #[column(default = "true")]
    pub active: bool,
    #[column(check = "points >= 0", default = "0")]
    pub points: i32,
    pub seen: Option<uuid::Uuid>,
    pub notes: Option<serde_json::Value>,
}
"#;

fn models_become_revisions_up_and_down(database: &TestDatabase) {
    let project = Project::on(database);
    project.write("models.rs", MODELS);
    project.ok(&["revision", "--autogenerate", "-m", "Create", "--rev-id", "a001"]);
    project.ok(&["upgrade"]);
    project.ok(&["check", "--drift"]);
    let nothing = project.ok(&["revision", "--autogenerate", "-m", "Nothing"]);
    assert!(nothing.stderr.contains("nothing to do"), "{}", nothing.stderr);
    database.execute("INSERT INTO teams (id, name) VALUES (7, 'red')");
    database.execute("INSERT INTO users (email, nickname, team_id) VALUES ('ann@example.org', 'ann', 7)");

    let changed = MODELS
        .replace(
            "pub nickname: Option<String>",
            "#[column(length = 50)]\n    pub nickname: Option<String>,\n    pub age: Option<i16>",
        )
        .replace("length = 100", "length = 200")
        .replace("    pub notes: Option<serde_json::Value>,\n", "")
        .replace(
            "    #[column(check = \"points >= 0\", default = \"0\")]",
            "    #[column(check = \"points >= -1\", default = \"5\")]",
        );
    project.write("models.rs", &changed);
    project.ends(3, &["check"]);
    let said =
        project.ok(&["revision", "--autogenerate", "-m", "Change", "--rev-id", "b002", "--json"]).json();
    assert_eq!(said["verified"], true, "{said}");
    assert_eq!(said["destructive"][0]["object"]["name"], "notes", "{said}");
    project.ok(&["upgrade"]);
    project.ok(&["check", "--drift"]);
    assert_eq!(database.rows("SELECT email, nickname, points, age FROM users"), ["ann@example.org|ann|0|-"]);

    project.ok(&["downgrade", "-1"]);
    assert_eq!(database.rows("SELECT email, nickname, points FROM users"), ["ann@example.org|ann|0"]);
    let current = project.ok(&["current", "--json"]).json();
    assert_eq!(current["pending"], serde_json::json!(["b002"]));
    project.ok(&["upgrade"]);
    project.ok(&["downgrade", "base"]);
    let left = project.ok(&["dump-schema", "database"]).json();
    assert_eq!(left["catalog"]["tables"], serde_json::json!([]));
    project.ok(&["doctor"]);
}

fn what_differs_is_found_and_named(database: &TestDatabase) {
    let project = Project::on(database);
    project.write("models.rs", MODELS);
    project.ok(&["revision", "--autogenerate", "-m", "Create"]);
    project.ok(&["upgrade"]);
    database.execute("ALTER TABLE users DROP COLUMN seen");
    database.execute("CREATE TABLE foreign_to_us (id int)");
    let found = project.ends(3, &["diff", "--json"]).json();
    let operations: Vec<&str> =
        found["operations"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(operations, ["add_column"], "{found}");
    let found = project.ends(3, &["check", "--drift", "--json"]).json();
    assert_eq!(found["pending"], serde_json::json!([]));
    assert_eq!(found["drift"][0]["operations"].as_array().unwrap().len(), 2, "{found}");
}

fn a_live_schema_becomes_the_first_revision(database: &TestDatabase) {
    database.execute("CREATE TABLE parents (id int PRIMARY KEY, name varchar(20) DEFAULT 'x')");
    database.execute(
        "CREATE TABLE children (id int PRIMARY KEY, parent_id int, CONSTRAINT c FOREIGN KEY (parent_id) REFERENCES parents (id))",
    );
    database.execute("INSERT INTO parents (id) VALUES (1)");
    let project = Project::new(database.url_text(), "models = [\"schema.sql\"]\n");
    project.ok(&["revision", "--baseline", "-m", "As it is", "--rev-id", "a001"]);
    project.ok(&["current", "--check-heads"]);
    assert_eq!(database.rows("SELECT * FROM parents"), ["1|x"]);
    let equal = project.ok(&["diff", "history", "database"]);
    assert!(equal.stdout.contains("the same") || equal.stderr.contains("the same"), "{}", equal.stdout);

    // Elsewhere the same revision makes the same schema.
    let other = database.server.database().unwrap();
    assert_eq!(project.run_on(&other.url_text(), &["upgrade"]).code, 0);
    let here = project.ok(&["dump-schema", "database"]).json();
    let there = project.run_on(&other.url_text(), &["dump-schema", "database"]).json();
    assert_eq!(here["catalog"], there["catalog"]);
}

fn a_database_that_is_missing_is_created_when_asked(database: &TestDatabase) {
    let missing = database.url().with_database(&format!("{}_more", database.name));
    let url = missing.reveal().expose().clone();
    let project = Project::on(database);
    let failed = project.run_on(&url, &["current"]);
    assert_eq!(failed.code, 1);
    assert!(failed.stderr.contains("--create-database"), "{}", failed.stderr);
    let made = project.run_on(&url, &["ensure-version", "--create-database", "--json"]);
    assert_eq!((made.code, made.json()["created_database"].as_bool()), (0, Some(true)), "{}", made.stdout);
    let again = project.run_on(&url, &["ensure-version", "--create-database", "--json"]);
    assert_eq!(again.json()["created_database"], false);
    database.execute(&format!("DROP DATABASE {}_more", database.name));
}

fn a_failure_names_the_file_and_the_line(database: &TestDatabase) {
    let project = Project::on(database);
    project.write(
        "migrations/a.sql",
        "-- Fails\n-- @revision a001\n\n-- @upgrade\nCREATE TABLE t (a int);\n\nINSERT INTO t\n  VALUES (1), (nothing);\n-- @downgrade\nDROP TABLE t;\n",
    );
    let failed = project.ends(1, &["upgrade"]);
    assert!(failed.stderr.contains("a.sql:7") || failed.stderr.contains("a.sql:8"), "{}", failed.stderr);
    assert!(
        failed.stderr.contains("nothing") && failed.stderr.contains("limbeck upgrade"),
        "{}",
        failed.stderr
    );
    let json = project.ends(1, &["upgrade", "--json"]).json();
    assert!(json["error"]["line"].as_u64() >= Some(7), "{json}");
    // Corrected, it goes through, whatever the server had committed.
    let text = project.read("migrations/a.sql").replace("(nothing)", "(2)");
    project.write("migrations/a.sql", &text);
    project.ok(&["upgrade"]);
    assert_eq!(database.rows("SELECT a FROM t ORDER BY a"), ["1", "2"]);
    project.ok(&["downgrade", "base"]);
}
