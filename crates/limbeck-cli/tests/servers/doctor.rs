//! What `doctor` says of set-ups that are well, and of those that are not.

use limbeck_testing::{TestDatabase, TestServer};

use crate::project::Project;

const MODELS: &str = "#[derive(limbeck::Table)]\n#[table(name = \"users\")]\npub struct User {\n    #[column(primary_key)]\n    \
                      pub id: i64,\n}\n";
const FIRST: &str = "-- Create users\n-- @revision a001\n\n-- @upgrade\nCREATE TABLE users (id bigint PRIMARY KEY);\n-- @downgrade\nDROP TABLE users;\n";

fn healthy(database: &TestDatabase) -> Project {
    let project = Project::on(database);
    project.write("models.rs", MODELS);
    project.write("migrations/a.sql", FIRST);
    project
}

/// What is said, without what differs from run to run: the server's address and version, the database's name.
fn said(database: &TestDatabase, answer: &crate::project::Answer) -> String {
    let url = database.url();
    let host = url.hosts().first().unwrap();
    let address = format!("{}:{}", host.name().unwrap(), host.port().unwrap());
    let user = url.username().unwrap_or_default();
    let lines = answer.stdout.lines().map(|line| match line.split_once("server: postgresql ") {
        Some((before, _)) => format!("{before}server: postgresql [VERSION]"),
        None => line.to_owned(),
    });
    let text: String = lines.map(|line| line + "\n").collect();
    let text = text.replace(&address, "[SERVER]").replace(&database.name, "[DATABASE]");
    let text = text.replace(&format!("//{user}@"), "//[USER]@").replace(&format!("\"{user}\""), "\"[USER]\"");
    format!("{text}--- stderr\n{}--- exit code {}\n", answer.stderr, answer.code)
}

/// The server that the snapshots are of.
fn database() -> Option<TestDatabase> {
    TestServer::PostgreSql.database()
}

#[test]
fn a_healthy_project() {
    let Some(database) = database() else { return };
    let project = healthy(&database);
    project.ok(&["upgrade"]);
    insta::assert_snapshot!(said(&database, &project.run(&["doctor"])));
    let json = project.ok(&["doctor", "--json"]).json();
    assert_eq!((json["failed"].as_u64(), json["skipped"].as_u64()), (Some(0), Some(0)), "{json}");
}

#[test]
fn no_database() {
    let Some(database) = database() else { return };
    let project = healthy(&database);
    let missing = database.url().with_database(&format!("{}_missing", database.name));
    let answer = project.run_on(missing.reveal().expose(), &["doctor"]);
    insta::assert_snapshot!(said(&database, &answer));
}

#[test]
fn a_wrong_password() {
    let Some(database) = TestServer::MariaDb.database() else { return };
    let project = healthy(&database);
    let user = database.name.replace("limbeck_test", "u");
    database.execute(&format!("CREATE USER {user} IDENTIFIED BY 'right'"));
    let host = database.url().hosts().first().cloned().unwrap();
    let url = format!(
        "mysql://{user}:wr0ng-s3cret@{}:{}/{}",
        host.name().unwrap(),
        host.port().unwrap(),
        database.name
    );
    let answer = project.run_on(&url, &["doctor"]);
    database.execute(&format!("DROP USER {user}"));
    let text = said(&database, &answer).replace(&user, "[USER]");
    assert!(!text.contains("s3cret"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_model_that_does_not_parse() {
    let Some(database) = database() else { return };
    let project = healthy(&database);
    project.write("models.rs", &MODELS.replace("i64", "Unheard"));
    insta::assert_snapshot!(said(&database, &project.run(&["doctor"])));
}

#[test]
fn two_heads() {
    let Some(database) = database() else { return };
    let project = healthy(&database);
    for id in ["b002", "c003"] {
        let text = format!("-- {id}\n-- @revision {id}\n-- @revises a001\n\n-- @upgrade\n-- @downgrade\n");
        project.write(&format!("migrations/{id}.sql"), &text);
    }
    insta::assert_snapshot!(said(&database, &project.run(&["doctor"])));
}

#[test]
fn a_user_without_rights() {
    let Some(database) = database() else { return };
    let project = healthy(&database);
    let user = database.name.replace("limbeck_test", "u");
    database.execute(&format!("CREATE ROLE {user} LOGIN PASSWORD 'secret'"));
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    let host = database.url().hosts().first().cloned().unwrap();
    let url = format!(
        "postgresql://{user}:secret@{}:{}/{}",
        host.name().unwrap(),
        host.port().unwrap(),
        database.name
    );
    let doctor = project.run_on(&url, &["doctor"]);
    let upgrade = project.run_on(&url, &["upgrade"]);
    database.execute(&format!("DROP ROLE {user}"));
    assert_eq!(upgrade.code, 1, "{}", upgrade.stderr);
    insta::assert_snapshot!(said(&database, &doctor).replace(&user, "[USER]"));
}
