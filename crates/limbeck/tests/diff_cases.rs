//! Every case of `tests/cases`: from one schema to another, and back, on a real database with rows in it.
//!
//! A case is a folder. `before.sql` and `after.sql` are the two schemas; `up.sql` and `down.sql` what is expected between them (`UPDATE=1` writes
//! them anew, to be reviewed); `rows.sql` fills the tables first; the queries of `same.sql` must answer the same before, after, and after the way
//! back; with `no_way_back.txt`, which says why, the downgrade must be refused by the check of foreign keys; `renames.txt` holds `table old=new` and `column table.old=new`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is not as it must be")]

use std::path::{Path, PathBuf};

use limbeck::autogenerate::{Comparison, ScratchServers, read_sql};
use limbeck_catalog::{Catalog, DiffOptions, Rename, RenameKind};
use limbeck_database::{ConnectOptions, Connection, Scope, connect, reflect};
use limbeck_sql::{LexMode, split};
use limbeck_url::{DatabaseUrl, DialectName};

const SQLITE: DialectName = DialectName::Sqlite;

#[test]
fn every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> =
        fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    let faults: Vec<String> = cases.iter().flat_map(|case| faults_of(case)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn read(case: &Path, name: &str) -> String {
    fs_err::read_to_string(case.join(name)).unwrap_or_default()
}

fn faults_of(case: &Path) -> Vec<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{name}: {text}"));

    let mut database =
        connect(&DatabaseUrl::parse("sqlite::memory:").unwrap(), &ConnectOptions::default()).unwrap();
    assert!(run(&mut *database, &read(case, "before.sql"), false));
    assert!(run(&mut *database, &read(case, "rows.sql"), false));
    let queries = read(case, "same.sql");
    let rows = answers(&mut *database, &queries);

    let before = reflect(&mut *database, &Scope::default()).unwrap();
    let after = read_sql(
        &read(case, "after.sql"),
        "after.sql",
        SQLITE,
        &Scope::default(),
        &ScratchServers::default(),
    )
    .unwrap()
    .catalog;
    let options = DiffOptions {
        drop_unknown: true,
        renames: renames(&read(case, "renames.txt")),
        ..DiffOptions::default()
    };
    let comparison = Comparison::new(before.clone(), &after, &options, &ScratchServers::default()).unwrap();
    let sections = comparison.sections(false).unwrap();
    for (section, file) in sections.iter().zip(["up.sql", "down.sql"]) {
        let flag = if section.foreign_keys_off { "-- foreign_keys=off\n\n" } else { "" };
        let text = format!("{flag}{}", section.body);
        if std::env::var_os("UPDATE").is_some() {
            fs_err::write(case.join(file), &text).unwrap();
        } else if text != read(case, file) {
            fault(format!("{file} is not what it was:\n{text}"));
        }
    }
    match comparison.verify(&sections, &ScratchServers::default()) {
        Ok(Some(true)) => {}
        other => fault(format!("the revision does not verify: {other:?}")),
    }

    let [up, down] = &sections;
    assert!(run(&mut *database, &up.body, up.foreign_keys_off));
    for rest in differences(&mut *database, &after) {
        fault(format!("after the upgrade: {rest}"));
    }
    if rows != answers(&mut *database, &queries) {
        fault(format!("the upgrade changed rows: {rows:?} became {:?}", answers(&mut *database, &queries)));
    }
    let way_back = run(&mut *database, &down.body, down.foreign_keys_off);
    if case.join("no_way_back.txt").exists() {
        assert!(!way_back, "{name}: there is a way back");
        return faults;
    }
    assert!(way_back, "{name}: foreign keys are violated");
    for rest in differences(&mut *database, &before) {
        fault(format!("after the downgrade: {rest}"));
    }
    if rows != answers(&mut *database, &queries) {
        fault(format!("the downgrade changed rows: {rows:?} became {:?}", answers(&mut *database, &queries)));
    }
    faults
}

/// What is left between the database and `wanted`, and between `wanted` and itself.
fn differences(database: &mut dyn Connection, wanted: &Catalog) -> Vec<String> {
    let options = DiffOptions { drop_unknown: true, ..DiffOptions::default() };
    let found = reflect(database, &Scope::default()).unwrap();
    let own = Comparison::new(wanted.clone(), wanted, &options, &ScratchServers::default()).unwrap();
    let left = Comparison::new(found, wanted, &options, &ScratchServers::default()).unwrap();
    own.difference.operations.iter().chain(&left.difference.operations).map(ToString::to_string).collect()
}

/// Runs a section as a runner would: foreign keys on, unless it says otherwise; in one transaction; checked before it is committed. Tells
/// whether it was.
fn run(database: &mut dyn Connection, text: &str, foreign_keys_off: bool) -> bool {
    let pragma = |on: &str| format!("PRAGMA foreign_keys = {on}");
    database.execute(&pragma(if foreign_keys_off { "OFF" } else { "ON" })).unwrap();
    database.begin().unwrap();
    for statement in split(text, SQLITE, LexMode::default()).unwrap() {
        database.execute(statement.text).unwrap_or_else(|error| panic!("{error}: {}", statement.text));
    }
    let sound = database.query("PRAGMA foreign_key_check").unwrap().rows.is_empty();
    if sound {
        database.commit().unwrap()
    } else {
        database.rollback().unwrap()
    }
    sound
}

fn answers(database: &mut dyn Connection, queries: &str) -> Vec<Vec<Vec<Option<String>>>> {
    let queries = split(queries, SQLITE, LexMode::default()).unwrap();
    queries.iter().map(|query| database.query(query.text).unwrap().rows).collect()
}

fn renames(text: &str) -> Vec<Rename> {
    let rename = |line: &str| {
        let (kind, names) = line.split_once(' ').unwrap();
        let (from, to) = names.split_once('=').unwrap();
        match (kind, from.split_once('.')) {
            ("column", Some((table, from))) => Rename {
                kind: RenameKind::Column,
                table: Some(table.into()),
                from: from.to_owned(),
                to: to.to_owned(),
            },
            _ => Rename { kind: RenameKind::Table, table: None, from: from.to_owned(), to: to.to_owned() },
        }
    };
    text.lines().map(rename).collect()
}
