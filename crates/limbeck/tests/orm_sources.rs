//! Models of several sources in one project: what one of them is silent about is left alone, though another speaks of it.

#![cfg(all(feature = "sqlite", feature = "reader"))]
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::path::PathBuf;

use limbeck::autogenerate::{CompareOptions, End, diff};
use limbeck::{Config, upgrade};

/// What the three sources say, and a good deal that Diesel and SeaORM have no words for.
const CREATE: &str = "
CREATE TABLE teams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT 'nobody'
);
CREATE INDEX teams_name_idx ON teams (name);

CREATE TABLE posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title VARCHAR(80) NOT NULL DEFAULT 'none' CHECK (length(title) > 0),
    price NUMERIC(12, 2),
    team_id BIGINT REFERENCES teams (id) ON DELETE CASCADE
);
CREATE INDEX posts_title ON posts (title);
CREATE UNIQUE INDEX posts_team ON posts (team_id, title) WHERE title <> '';

CREATE TABLE users (
    id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    email varchar NOT NULL DEFAULT '' UNIQUE,
    team_id integer NOT NULL CHECK (team_id > 0),
    CONSTRAINT users_of_teams FOREIGN KEY (team_id) REFERENCES teams (id)
);
CREATE INDEX users_by_team ON users (team_id);
CREATE INDEX users_by_both ON users (team_id, email);
CREATE INDEX users_lower ON users (lower(email));
";

const DERIVE: &str = r#"
#[derive(limbeck::Table)]
#[table(name = "teams")]
pub struct Team {
    #[column(primary_key)]
    pub id: i64,
    #[column(default = "'nobody'", index)]
    pub name: String,
}
"#;

const DIESEL: &str = "
diesel::table! {
    posts (id) {
        id -> BigInt,
        title -> Text,
        price -> Nullable<Numeric>,
        team_id -> Nullable<BigInt>,
    }
}
";

const SEAORM: &str = r#"
pub mod team_entity {
    #[derive(DeriveEntityModel)]
    #[sea_orm(table_name = "groups")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
    }
}

#[derive(DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[sea_orm(unique)]
    pub email: String,
    #[sea_orm(indexed)]
    pub team_id: i32,
}
"#;

struct Project {
    _folder: tempfile::TempDir,
    root: PathBuf,
    config: Config,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        fs_err::create_dir_all(root.join("migrations")).unwrap();
        let revision = format!(
            "-- First\n-- @revision a001\n-- @upgrade\n{CREATE}CREATE TABLE groups (id integer PRIMARY KEY);\n-- @downgrade\n"
        );
        fs_err::write(root.join("migrations/a001.sql"), revision).unwrap();
        let config = Config {
            directory: root.clone(),
            migrations: vec![root.join("migrations")],
            models: vec!["*.rs".to_owned()],
            url_given: Some(format!("sqlite:///{}", root.join("app.db").display())),
            ..Config::default()
        };
        let project = Self { _folder: folder, root, config };
        project.write("derive.rs", DERIVE);
        project.write("schema.rs", DIESEL);
        // The foreign key points to a table of another source, which SeaORM has no entity for: it is not said here.
        project.write("entity.rs", SEAORM);
        upgrade(&project.config, &project.config.source(), "head").unwrap();
        project
    }

    fn write(&self, name: &str, text: &str) {
        fs_err::write(self.root.join(name), text).unwrap();
    }

    fn differences(&self) -> Vec<String> {
        let ends = [&End::Database, &End::Models];
        let found =
            diff(&self.config, &self.config.source(), ends, &CompareOptions::default(), None).unwrap();
        found.comparison.difference.operations.iter().map(ToString::to_string).collect()
    }
}

#[test]
fn what_diesel_and_seaorm_have_no_words_for_is_left_alone_beside_a_source_that_has() {
    let project = Project::new();
    // The foreign key of `users` is SeaORM's to state; the entity does not.
    assert_eq!(project.differences(), ["drop foreign key users_of_teams on users"]);
}

#[test]
fn what_each_of_them_says_is_compared() {
    let project = Project::new();
    project.write("derive.rs", &DERIVE.replace(", index", ""));
    project.write("schema.rs", &DIESEL.replace("title -> Text", "title -> Nullable<Text>"));
    let seaorm = SEAORM
        .replace("#[sea_orm(unique)]", "#[sea_orm(unique, default_value = \"none\")]")
        .replace("#[sea_orm(indexed)]\n", "");
    project.write("entity.rs", &seaorm);
    assert_eq!(
        project.differences(),
        [
            "drop foreign key users_of_teams on users",
            "drop index teams_name_idx on teams",
            "drop index users_by_team on users",
            "alter column posts.title: null allowed",
            "alter column users.email: default 'none'",
        ]
    );
}

#[test]
fn diesel_cannot_tell_types_of_one_kind_apart_but_kinds() {
    let project = Project::new();
    project.write("schema.rs", &DIESEL.replace("title -> Text", "title -> Integer"));
    let found = project.differences();
    assert!(found.iter().any(|one| one.starts_with("alter column posts.title: type")), "{found:?}");
}
