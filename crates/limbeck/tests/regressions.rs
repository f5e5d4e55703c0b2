//! What once went wrong on SQLite, each under its own name.

#![cfg(all(feature = "sqlite", feature = "reader"))]
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::path::PathBuf;

use limbeck::autogenerate::{CompareOptions, End, GenerateOptions, diff, generate};
use limbeck::{Config, NewRevisionOptions, upgrade};
use limbeck_catalog::{Rename, RenameKind};
use limbeck_database::{ConnectOptions, connect};
use limbeck_url::DatabaseUrl;

struct Project {
    _folder: tempfile::TempDir,
    root: PathBuf,
    config: Config,
}

impl Project {
    fn new(schema: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        fs_err::create_dir_all(root.join("migrations")).unwrap();
        let config = Config {
            directory: root.clone(),
            migrations: vec![root.join("migrations")],
            models: vec!["schema.sql".to_owned()],
            url_given: Some(format!("sqlite:///{}", root.join("app.db").display())),
            ..Config::default()
        };
        let project = Self { _folder: folder, root, config };
        project.models(schema);
        project
    }

    fn models(&self, schema: &str) {
        fs_err::write(self.root.join("schema.sql"), schema).unwrap();
    }

    fn generate(&self, compare: CompareOptions) -> limbeck::Result<limbeck::autogenerate::Generated> {
        let revision = NewRevisionOptions { message: "next".to_owned(), ..NewRevisionOptions::default() };
        let options = GenerateOptions { revision, compare, ..GenerateOptions::default() };
        generate(&self.config, &self.config.source(), &options, None)
    }

    fn upgrade(&self) -> limbeck::Result<limbeck::Report> {
        upgrade(&self.config, &self.config.source(), "head")
    }

    fn revision(&self, id: &str, body: &str) {
        let text = format!("-- {id}\n-- @revision {id}\n\n-- @upgrade\n{body}\n\n-- @downgrade\n");
        fs_err::write(self.root.join("migrations").join(format!("{id}.sql")), text).unwrap();
    }

    fn query(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let url = DatabaseUrl::parse(self.config.url_given.as_ref().unwrap()).unwrap();
        let url = url.resolve_sqlite(Some(limbeck_url::SqliteStyle::Sqlx));
        let options = ConnectOptions { create_if_missing: true, ..ConnectOptions::default() };
        connect(&url, &options).unwrap().query(sql).unwrap().rows
    }
}

#[test]
fn a_nul_character_does_not_cut_a_statement_short() {
    let project = Project::new("");
    project.revision("a001", "CREATE TABLE t (x);\nINSERT INTO t VALUES (1)\0 UNION SELECT 2;");
    let error = project.upgrade().unwrap_err();
    assert!(error.to_string().contains("U+0000"), "{error}");
    assert!(project.query("SELECT name FROM sqlite_schema WHERE name = 't'").is_empty());
}

#[test]
fn a_rebuild_does_not_make_foreign_indexes_ours() {
    let project = Project::new("CREATE TABLE users (id INTEGER PRIMARY KEY, n INTEGER);");
    project.generate(CompareOptions::default()).unwrap();
    project.upgrade().unwrap();
    project.query("CREATE INDEX hand_made ON users (n)");
    project.models("CREATE TABLE users (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);\nCREATE INDEX ours ON users (n, id);");
    project.generate(CompareOptions::default()).unwrap();
    project.upgrade().unwrap();
    let ends = [&End::Database, &End::Models];
    let again =
        diff(&project.config, &project.config.source(), ends, &CompareOptions::default(), None).unwrap();
    assert!(again.comparison.is_empty(), "{:?}", again.comparison.difference.operations);
    // What the revision itself added on the rebuilt table is ours.
    project.models("CREATE TABLE users (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);");
    let gone =
        diff(&project.config, &project.config.source(), ends, &CompareOptions::default(), None).unwrap();
    let operations: Vec<_> = gone.comparison.difference.operations.iter().map(ToString::to_string).collect();
    assert_eq!(operations, ["drop index ours on users"]);
}

#[test]
fn a_conflict_clause_does_not_eat_rows_of_a_rebuild() {
    let project = Project::new("CREATE TABLE z (id INTEGER PRIMARY KEY, b TEXT);");
    project.generate(CompareOptions::default()).unwrap();
    project.upgrade().unwrap();
    project.query("INSERT INTO z VALUES (5, 'a'), (9, 'a')");
    project.models("CREATE TABLE z (id INTEGER PRIMARY KEY, b TEXT UNIQUE ON CONFLICT REPLACE);");
    project.generate(CompareOptions::default()).unwrap();
    assert!(project.upgrade().is_err());
    assert_eq!(project.query("SELECT count(*) FROM z"), [[Some("2".to_owned())]]);
}

#[test]
fn a_rename_that_renames_nothing_is_refused() {
    let project = Project::new("CREATE TABLE z (id INTEGER PRIMARY KEY, a INTEGER);");
    project.generate(CompareOptions::default()).unwrap();
    project.upgrade().unwrap();
    project.models("CREATE TABLE z (id INTEGER PRIMARY KEY, b INTEGER);");
    let rename = |from: &str| CompareOptions {
        renames: vec![Rename {
            kind: RenameKind::Column,
            table: Some("z".into()),
            from: from.to_owned(),
            to: "b".to_owned(),
        }],
        ..CompareOptions::default()
    };
    let error = project.generate(rename("aa")).unwrap_err();
    assert!(error.to_string().contains("renames nothing"), "{error}");
    assert!(project.generate(rename("a")).unwrap().created.is_some());
}

#[test]
fn a_revision_does_not_write_to_our_own_tables() {
    let project = Project::new("");
    project.revision("a001", "CREATE TABLE t (x);\nDELETE FROM \"Limbeck_Revisions\";");
    let error = project.upgrade().unwrap_err();
    assert!(error.to_string().contains("only limbeck writes to it"), "{error}");
    assert!(project.query("SELECT name FROM sqlite_schema WHERE name = 't'").is_empty());
}

#[test]
fn rust_models_leave_autoincrement_as_it_is() {
    let project = Project::new("CREATE TABLE z (id INTEGER PRIMARY KEY AUTOINCREMENT, a INTEGER NOT NULL);");
    project.generate(CompareOptions::default()).unwrap();
    project.upgrade().unwrap();
    let source = "#[derive(limbeck::Table)]\n#[table(name = \"z\")]\nstruct Z {\n    #[column(primary_key)]\n    id: i64,\n    a: i64,\n}\n";
    fs_err::write(project.root.join("models.rs"), source).unwrap();
    let config = Config { models: vec!["models.rs".to_owned()], ..project.config.clone() };
    let ends = [&End::Database, &End::Models];
    let found = diff(&config, &config.source(), ends, &CompareOptions::default(), None).unwrap();
    assert!(found.comparison.is_empty(), "{:?}", found.comparison.difference.operations);
}
