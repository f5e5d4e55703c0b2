//! Every case of `tests/cases`: from one schema to another, and back, on a real database with rows in it.
//!
//! A case is a folder, below one that says which servers it is for. `before.sql` and `after.sql` are the two schemas; `up.sql` and `down.sql` what is
//! expected between them (`UPDATE=1` writes them anew, to be reviewed); `rows.sql` fills the tables first; the queries of `same.sql` must answer the
//! same before, after, and after the way back; with `no_way_back.txt`, which says why, the downgrade must be refused by the database;
//! `renames.txt` holds `table old=new` and `column table.old=new`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be, and says when it is not run"
)]

mod support;

use std::path::Path;
use std::sync::Mutex;

use limbeck::autogenerate::{Comparison, read_sql};
use limbeck_catalog::{Catalog, DiffOptions, Rename, RenameKind};
use limbeck_revision::Direction;

use self::support::{Database, Server, cases};

#[test]
fn sqlite() {
    every_case(&Server::sqlite(), &["sqlite"], true);
}

#[test]
fn postgresql() {
    if let Some(server) = Server::named_by("LIMBECK_TEST_POSTGRESQL_URL", "diff_cases::postgresql") {
        every_case(&server, &["postgresql"], true);
    }
}

/// What the texts are may depend on the version, what comes of them may not.
#[test]
fn postgresql_18() {
    if let Some(server) = Server::named_by("LIMBECK_TEST_POSTGRESQL18_URL", "diff_cases::postgresql_18") {
        every_case(&server, &["postgresql"], false);
    }
}

#[test]
fn mariadb() {
    if let Some(server) = Server::named_by("LIMBECK_TEST_MARIADB_URL", "diff_cases::mariadb") {
        every_case(&server, &["mysql_and_mariadb", "mariadb"], true);
    }
}

#[test]
fn mysql() {
    if let Some(server) = Server::named_by("LIMBECK_TEST_MYSQL_URL", "diff_cases::mysql") {
        every_case(&server, &["mysql_and_mariadb", "mysql"], true);
    }
}

/// Runs the cases of some folders on a server, several at a time. `texts`: whether the SQL must be the one that is expected.
fn every_case(server: &Server, folders: &[&str], texts: bool) {
    let mut left = folders.iter().flat_map(|folder| cases(folder)).collect::<Vec<_>>();
    if let Some(only) = std::env::var_os("CASE") {
        left.retain(|case| case.file_name() == Some(&only));
    }
    let left = Mutex::new(left);
    let next = || left.lock().unwrap().pop();
    let work = || {
        let mut faults = Vec::new();
        while let Some(case) = next() {
            faults.extend(faults_of(server, &case, texts));
        }
        faults
    };
    let mut faults: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    faults.sort();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn read(case: &Path, name: &str) -> String {
    fs_err::read_to_string(case.join(name)).unwrap_or_default()
}

fn faults_of(server: &Server, case: &Path, texts: bool) -> Vec<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{name}: {text}"));

    let mut database = server.database();
    let (scope, scratch) = (database.scope(), database.scratch());
    database.load(&read(case, "before.sql"));
    database.load(&read(case, "rows.sql"));
    let queries = read(case, "same.sql");
    let rows = database.answers(&queries);

    let before = database.reflect();
    let after = match read_sql(&read(case, "after.sql"), "after.sql", server.dialect, &scope, &scratch) {
        Ok(after) => after.catalog,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let options = DiffOptions {
        drop_unknown: true,
        grants: true,
        renames: renames(&read(case, "renames.txt")),
        ..DiffOptions::default()
    };
    let comparison = match Comparison::new(before.clone(), &after, &options, &scratch) {
        Ok(comparison) => comparison,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let sections = comparison.sections(false).unwrap();
    for (section, file) in sections.iter().zip(["up.sql", "down.sql"]).filter(|_| texts) {
        let flag = if section.foreign_keys_off { "-- foreign_keys=off\n\n" } else { "" };
        let text = format!("{flag}{}", section.body);
        if std::env::var_os("UPDATE").is_some() {
            fs_err::write(case.join(file), &text).unwrap();
        } else if text != read(case, file) {
            fault(format!("{file} is not what it was:\n{text}"));
        }
    }
    match comparison.verify(&sections, &scratch) {
        Ok(Some(true)) => {}
        other => fault(format!("the revision does not verify: {other:?}")),
    }

    if let Err(error) = database.run(&sections, Direction::Upgrade) {
        fault(format!("the upgrade does not run: {error}"));
        return faults;
    }
    for rest in differences(&mut database, &after) {
        fault(format!("after the upgrade: {rest}"));
    }
    if rows != database.answers(&queries) {
        fault(format!("the upgrade changed rows: {rows:?} became {:?}", database.answers(&queries)));
    }
    match (database.run(&sections, Direction::Downgrade), case.join("no_way_back.txt").exists()) {
        (Err(_), true) => return faults,
        (Ok(()), true) => fault("there is a way back".to_owned()),
        (Err(error), false) => {
            fault(format!("the downgrade does not run: {error}"));
            return faults;
        }
        (Ok(()), false) => {}
    }
    for rest in differences(&mut database, &before) {
        fault(format!("after the downgrade: {rest}"));
    }
    if rows != database.answers(&queries) {
        fault(format!("the downgrade changed rows: {rows:?} became {:?}", database.answers(&queries)));
    }
    faults
}

/// What is left between the database and `wanted`, and between `wanted` and itself.
fn differences(database: &mut Database, wanted: &Catalog) -> Vec<String> {
    let options = DiffOptions { drop_unknown: true, grants: true, ..DiffOptions::default() };
    let (found, scratch) = (database.reflect(), database.scratch());
    let own = Comparison::new(wanted.clone(), wanted, &options, &scratch).unwrap();
    let left = Comparison::new(found, wanted, &options, &scratch).unwrap();
    own.difference.operations.iter().chain(&left.difference.operations).map(ToString::to_string).collect()
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
