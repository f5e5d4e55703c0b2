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
    /// Three sources, and what they say in the database.
    fn new() -> Self {
        let project = Self::with(&format!("{CREATE}CREATE TABLE groups (id integer PRIMARY KEY);"));
        project.write("derive.rs", DERIVE);
        project.write("schema.rs", DIESEL);
        // The foreign key points to a table of another source, which SeaORM has no entity for: it is not said here.
        project.write("entity.rs", SEAORM);
        project
    }

    /// A database that somebody has made.
    fn with(create: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        fs_err::create_dir_all(root.join("migrations")).unwrap();
        let revision = format!("-- First\n-- @revision a001\n-- @upgrade\n{create}\n-- @downgrade\n");
        fs_err::write(root.join("migrations/a001.sql"), revision).unwrap();
        let config = Config {
            directory: root.clone(),
            migrations: vec![root.join("migrations")],
            models: vec!["*.rs".to_owned()],
            url_given: Some(format!("sqlite:///{}", root.join("app.db").display())),
            ..Config::default()
        };
        let project = Self { _folder: folder, root, config };
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

/// Tables, and what `diesel print-schema` writes of them.
const PRINTED: &[(&str, &str)] = &[
    ("t (id INTEGER PRIMARY KEY)", "t (id) { id -> Nullable<Integer>, }"),
    ("t (id INTEGER PRIMARY KEY NOT NULL)", "t (id) { id -> Integer, }"),
    // `sqlite_integer_primary_key_is_bigint`
    ("t (id INTEGER PRIMARY KEY NOT NULL)", "t (id) { id -> BigInt, }"),
    // Other numbers are no rowid, and may be NULL where nobody forbids it.
    ("t (id BIGINT PRIMARY KEY NOT NULL, n INT)", "t (id) { id -> BigInt, n -> Nullable<Integer>, }"),
    ("t (id BIGINT PRIMARY KEY)", "t (id) { id -> Nullable<BigInt>, }"),
    ("t (id INT PRIMARY KEY NOT NULL)", "t (id) { id -> Integer, }"),
    ("t (id SMALLINT PRIMARY KEY NOT NULL)", "t (id) { id -> SmallInt, }"),
    ("t (id INT PRIMARY KEY)", "t (id) { id -> Nullable<Integer>, }"),
    ("t (k TEXT PRIMARY KEY)", "t (k) { k -> Nullable<Text>, }"),
    ("t (k TEXT PRIMARY KEY NOT NULL)", "t (k) { k -> Text, }"),
    ("t (a TEXT, b TEXT NOT NULL, PRIMARY KEY (a, b))", "t (a, b) { a -> Nullable<Text>, b -> Text, }"),
    // SQLite itself says NOT NULL of these.
    ("t (k TEXT PRIMARY KEY) WITHOUT ROWID", "t (k) { k -> Text, }"),
    ("t (k TEXT PRIMARY KEY) STRICT", "t (k) { k -> Text, }"),
    ("t (a INT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID", "t (a, b) { a -> Integer, b -> Integer, }"),
    // Without a primary key it is the rowid.
    ("t (n INT)", "t (rowid) { rowid -> Integer, n -> Nullable<Integer>, }"),
    ("t (n INT)", "t (rowid) { rowid -> BigInt, n -> Nullable<Integer>, }"),
    ("t (n TEXT, rowid TEXT)", "t (oid) { oid -> Integer, n -> Nullable<Text>, rowid -> Nullable<Text>, }"),
    (
        "t (rowid TEXT, oid INT)",
        "t (_rowid_) { _rowid_ -> Integer, rowid -> Nullable<Text>, oid -> Nullable<Integer>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a NUMERIC(10,2), b DECIMAL, c DEC(3), d NUM)",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<Double>, b -> Nullable<Double>, c -> Nullable<Double>, d -> Nullable<Double>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a TINYINT(1), b BOOL, c BOOLEAN, d UNSIGNED TINY INT)",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<Bool>, b -> Nullable<Bool>, c -> Nullable<Bool>, d -> Nullable<Bool>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a BINARY(16), b VARBINARY, c BLOB, d)",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<Binary>, b -> Nullable<Binary>, c -> Nullable<Binary>, d -> Nullable<Binary>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a INT2, b INT8, c MEDIUMINT, d SMALLINT, e BIGINT, f FLOATING POINT)",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<SmallInt>, b -> Nullable<BigInt>, c -> Nullable<Integer>, d -> Nullable<SmallInt>, e -> Nullable<BigInt>, f -> Nullable<Integer>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a REAL, b FLOAT, c DOUBLE, d DOUBLE PRECISION)",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<Float>, b -> Nullable<Float>, c -> Nullable<Double>, d -> Nullable<Double>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a DATETIME, b TIMESTAMP, c DATE, d TIME, e VARCHAR(20), f CLOB, g NCHAR(3))",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<Timestamp>, b -> Nullable<Timestamp>, c -> Nullable<Date>, d -> Nullable<Time>, e -> Nullable<Text>, f -> Nullable<Text>, g -> Nullable<Text>, }",
    ),
    (
        "t (id INTEGER PRIMARY KEY, a INT GENERATED ALWAYS AS (id + 1) VIRTUAL, b GENERATED ALWAYS AS (id) STORED)",
        "t (id) { id -> Nullable<Integer>, a -> Nullable<Integer>, b -> Nullable<Binary>, }",
    ),
];

#[test]
fn what_diesel_prints_of_a_database_is_that_database() {
    for (table, printed) in PRINTED {
        let project = Project::with(&format!("CREATE TABLE {table};"));
        project.write("schema.rs", &format!("diesel::table! {{ {printed} }}"));
        assert_eq!(project.differences(), Vec::<String>::new(), "{table}\n{printed}");
    }
}

#[test]
fn what_diesel_says_of_keys_counts() {
    for (table, written, expected) in [
        ("t (id BIGINT PRIMARY KEY)", "t (id) { id -> BigInt, }", "alter column t.id: not null"),
        (
            "t (k TEXT PRIMARY KEY NOT NULL)",
            "t (k) { k -> Nullable<Text>, }",
            "alter column t.k: null allowed",
        ),
        // A column called so is no rowid.
        ("t (rowid TEXT)", "t (rowid) { rowid -> Nullable<Text>, }", "create primary key on t"),
    ] {
        let project = Project::with(&format!("CREATE TABLE {table};"));
        project.write("schema.rs", &format!("diesel::table! {{ {written} }}"));
        assert_eq!(project.differences(), [expected], "{table}");
    }
}

/// Tables of other tools, and what an entity calls their columns.
const ENTITIES: &[(&str, &str)] = &[
    ("id INTEGER PRIMARY KEY", "#[sea_orm(primary_key)] pub id: i64"),
    ("id BIGINT PRIMARY KEY NOT NULL", "#[sea_orm(primary_key)] pub id: i64"),
    ("id INT PRIMARY KEY NOT NULL", "#[sea_orm(primary_key, auto_increment = false)] pub id: i32"),
    ("id VARCHAR(36) PRIMARY KEY NOT NULL", "#[sea_orm(primary_key)] pub id: String"),
    (
        "id INTEGER PRIMARY KEY, big BIGINT, small INT2, tiny TINYINT(1) NOT NULL, flag TINYINT(1) NOT NULL, other BOOL NOT NULL",
        "#[sea_orm(primary_key)] pub id: i32, pub big: Option<i64>, pub small: Option<i16>, pub tiny: i8, pub flag: bool, pub other: bool",
    ),
    (
        "id INTEGER PRIMARY KEY, double REAL NOT NULL, float DOUBLE NOT NULL, price NUMERIC(10,2) NOT NULL, total DECIMAL NOT NULL",
        "#[sea_orm(primary_key)] pub id: i32, pub double: f64, pub float: f32, pub price: Decimal, \
         #[sea_orm(column_type = \"Decimal(Some((10, 2)))\")] pub total: Decimal",
    ),
    (
        "id INTEGER PRIMARY KEY, name TEXT NOT NULL, note VARCHAR(20) NOT NULL, bytes BLOB NOT NULL, hash BINARY(16) NOT NULL",
        "#[sea_orm(primary_key)] pub id: i32, pub name: String, #[sea_orm(column_type = \"Text\")] pub note: String, \
         pub bytes: Vec<u8>, pub hash: Vec<u8>",
    ),
    (
        "id INTEGER PRIMARY KEY, a DATETIME NOT NULL, b TIMESTAMP NOT NULL, c TEXT NOT NULL, d DATE NOT NULL, e TIME NOT NULL, f JSON NOT NULL",
        "#[sea_orm(primary_key)] pub id: i32, pub a: DateTime, pub b: DateTimeUtc, pub c: DateTimeUtc, pub d: Date, pub e: Time, pub f: Json",
    ),
];

#[test]
fn entities_are_of_a_database_whose_types_another_tool_has_spelled() {
    for (table, fields) in ENTITIES {
        let project = Project::with(&format!("CREATE TABLE t ({table});"));
        let entity = format!(
            "#[derive(DeriveEntityModel)] #[sea_orm(table_name = \"t\")] pub struct Model {{ {fields} }}"
        );
        project.write("entity.rs", &entity);
        assert_eq!(project.differences(), Vec::<String>::new(), "{table}\n{fields}");
    }
}

#[test]
fn an_entity_s_type_of_another_kind_counts() {
    let project = Project::with("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL);");
    project.write(
        "entity.rs",
        "#[derive(DeriveEntityModel)] #[sea_orm(table_name = \"t\")] pub struct Model { #[sea_orm(primary_key)] pub id: i32, pub name: i64 }",
    );
    assert_eq!(project.differences(), ["alter column t.name: type TEXT to integer"]);
}
