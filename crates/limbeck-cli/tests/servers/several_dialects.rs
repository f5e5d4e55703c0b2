//! One history that serves SQLite in development and servers in production.

use limbeck_testing::{TestDatabase, TestServer};

use crate::project::Project;

const MODELS: &str = "#[derive(limbeck::Table)]\n#[table(name = \"users\")]\npub struct User {\n    #[column(primary_key)]\n    \
                      pub id: i64,\n    #[column(length = 255, unique)]\n    pub email: String,\n    #[column(default = \"now\")]\n    \
                      pub created_at: chrono::DateTime<chrono::Utc>,\n}\n";

/// The servers that can be had, each dialect once.
fn databases() -> Option<[TestDatabase; 3]> {
    Some([TestServer::PostgreSql.database()?, TestServer::MariaDb.database()?, TestServer::MySql.database()?])
}

#[test]
fn one_history_serves_every_dialect() {
    let Some(databases) = databases() else { return };
    let scratch: String = databases
        .iter()
        .map(|database| format!("{} = \"{}\"\n", database.server.dialect(), database.url_text()))
        .collect();
    let configuration = format!(
        "models = [\"models.rs\"]\ndialects = [\"sqlite\", \"postgresql\", \"mariadb\", \"mysql\"]\n[scratch]\n{scratch}"
    );
    let project = Project::new("sqlite://app.db".to_owned(), &configuration);
    project.write("models.rs", MODELS);
    let said =
        project.ok(&["revision", "--autogenerate", "-m", "Create", "--rev-id", "a001", "--json"]).json();
    assert_eq!(said["verified"], true, "{said}");
    project.ok(&["upgrade"]);
    for database in &databases {
        assert_eq!(project.run_on(&database.url_text(), &["upgrade"]).code, 0);
    }
    // The next one is made in development, from the history for the others.
    project.write(
        "models.rs",
        &MODELS.replace("pub email: String,", "pub email: String,\n    pub age: Option<i32>,"),
    );
    project.ok(&["revision", "--autogenerate", "-m", "Age", "--rev-id", "b002"]);
    for database in &databases {
        let url = database.url_text();
        let upgraded = project.run_on(&url, &["upgrade"]);
        assert_eq!(upgraded.code, 0, "{}", upgraded.stderr);
        let checked = project.run_on(&url, &["check", "--dialect", database.server.dialect().as_str()]);
        assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
        let back = project.run_on(&url, &["downgrade", "base"]);
        assert_eq!(back.code, 0, "{}", back.stderr);
    }
    project.ok(&["upgrade"]);
    project.ok(&["check"]);
}

#[test]
fn a_scratch_place_that_is_missing_is_named() {
    let project = Project::new(
        "sqlite://app.db".to_owned(),
        "models = [\"models.rs\"]\ndialects = [\"sqlite\", \"postgresql\"]\n",
    );
    project.write("models.rs", MODELS);
    let failed = project.ends(1, &["revision", "--autogenerate", "-m", "x"]);
    assert!(failed.stderr.contains("[scratch]") && failed.stderr.contains("postgresql"), "{}", failed.stderr);
    assert_eq!(fs_err::read_dir(project.path("migrations")).unwrap().count(), 0);
    project.ok(&["revision", "--autogenerate", "-m", "x", "--dialect", "sqlite"]);
}
