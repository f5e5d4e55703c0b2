//! `docs/what-is-detected.md` says what a comparison sees on each server; this is the run behind it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be, and says when it is not run"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use limbeck::autogenerate::{Comparison, read_sql};
use limbeck_catalog::{DiffOptions, Rename, RenameKind};
use limbeck_url::DialectName;
use serde::Deserialize;

use self::support::Server;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/what-is-detected.md");
const INTRODUCTION: &str = "\
# What is detected

What `revision --autogenerate`, `check` and `diff` see when a schema changes, on each server. A test makes both schemas of every row on real servers, compares them, and
writes this page: `UPDATE=1 cargo test -p limbeck --all-features --test what_is_detected`.

";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    change: String,
    before: Option<String>,
    after: Option<String>,
    postgresql: Option<[String; 2]>,
    mysql: Option<[String; 2]>,
    mariadb: Option<[String; 2]>,
    sqlite: Option<[String; 2]>,
    /// Nothing must be seen.
    #[serde(default)]
    unchanged: bool,
    /// A rename that somebody has said.
    rename: Option<String>,
    /// The one verb that must be seen.
    only: Option<String>,
    #[serde(default)]
    explained: BTreeMap<String, String>,
}

impl Row {
    /// Both schemas on a server, or why there are none.
    fn schemas(&self, server: DialectName, table: &str) -> Result<[String; 2], String> {
        let own = match server {
            DialectName::PostgreSql => &self.postgresql,
            DialectName::MySql => &self.mysql,
            DialectName::MariaDb => &self.mariadb,
            DialectName::Sqlite => &self.sqlite,
        };
        let named = |text: &String| text.replace("{t}", table);
        let reason = self.explained.get(server.as_str());
        let both = self.before.as_ref().zip(self.after.as_ref());
        match (own, reason, both) {
            (Some([before, after]), ..) => Ok([named(before), named(after)]),
            (None, Some(reason), _) => Err(reason.clone()),
            (None, None, Some((before, after))) => Ok([named(before), named(after)]),
            (None, None, None) => Err(self
                .explained
                .get("other")
                .unwrap_or_else(|| panic!("{}: {server}", self.change))
                .clone()),
        }
    }
}

#[test]
fn the_page_is_up_to_date() {
    let table: Table = toml::from_str(include_str!("data/what_is_detected.toml")).unwrap();
    let named = |variable: &str| Server::named_by(variable, "what_is_detected::the_page_is_up_to_date");
    let servers = [
        ("PostgreSQL", named("LIMBECK_TEST_POSTGRESQL_URL")),
        ("MySQL", named("LIMBECK_TEST_MYSQL_URL")),
        ("MariaDB", named("LIMBECK_TEST_MARIADB_URL")),
        ("SQLite", Some(Server::sqlite())),
    ];
    let before = fs_err::read_to_string(PAGE).unwrap_or_default();
    let mut cells: Vec<Vec<String>> = Vec::new();
    for (column, (_, server)) in servers.iter().enumerate() {
        cells.push(match server {
            Some(server) => column_of(server, &table.row),
            // A server that is not there is taken at the page's word.
            None => written(&before, column + 1),
        });
    }
    let mut page = INTRODUCTION.to_owned();
    let _ = writeln!(page, "| change | {} |", servers.map(|(name, _)| name).join(" | "));
    let _ = writeln!(page, "|---|---|---|---|---|");
    for (number, row) in table.row.iter().enumerate() {
        let cell = |column: &Vec<String>| column.get(number).cloned().unwrap_or_default();
        let _ =
            writeln!(page, "| {} | {} |", row.change, cells.iter().map(cell).collect::<Vec<_>>().join(" | "));
    }
    if std::env::var_os("UPDATE").is_some() {
        fs_err::write(PAGE, &page).unwrap();
    }
    let written = fs_err::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page, "docs/what-is-detected.md is stale:\n{page}");
    let faults = ["NOT detected", "NOT as a rename"];
    assert!(!faults.iter().any(|fault| page.contains(fault)), "something is not as it should be:\n{page}");
}

/// The cells of a column of the page as it is.
fn written(page: &str, column: usize) -> Vec<String> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| change |"));
    rows.map(|line| line.split(" | ").nth(column).unwrap_or_default().trim_end_matches(" |").to_owned())
        .collect()
}

/// All rows on one server: one schema before, one after, one comparison.
fn column_of(server: &Server, rows: &[Row]) -> Vec<String> {
    let database = server.database();
    let (scope, scratch) = (database.scope(), database.scratch());
    let (mut before, mut after) = (String::new(), String::new());
    let mut renames = Vec::new();
    let name = |number: usize| format!("r{number}");
    for (number, row) in rows.iter().enumerate() {
        if let Ok([old, new]) = row.schemas(server.dialect, &name(number)) {
            let _ = writeln!(before, "{old};");
            let _ = writeln!(after, "{new};");
            renames.extend(row.rename.iter().map(|text| rename(&text.replace("{t}", &name(number)))));
        }
    }
    let catalog = |text: &str| {
        let read = read_sql(text, "schema.sql", server.dialect, &scope, &scratch);
        read.unwrap_or_else(|error| panic!("{}: {error}\n{text}", server.dialect)).catalog
    };
    let options = DiffOptions { drop_unknown: true, grants: true, renames, ..DiffOptions::default() };
    let comparison = Comparison::new(catalog(&before), &catalog(&after), &options, &scratch).unwrap();
    let seen: Vec<String> = comparison.difference.operations.iter().map(ToString::to_string).collect();
    let cell = |(number, row): (usize, &Row)| {
        let name = name(number);
        let of_row: Vec<&String> = seen.iter().filter(|text| speaks_of(text, &name)).collect();
        match (row.schemas(server.dialect, &name), of_row.is_empty()) {
            (Err(reason), _) => format!("– {reason}"),
            (Ok(_), none) if row.unchanged => {
                if none { "no difference" } else { "a difference, NOT detected as none" }.to_owned()
            }
            (Ok(_), true) => "NOT detected".to_owned(),
            (Ok(_), false)
                if row
                    .only
                    .as_ref()
                    .is_some_and(|verb| !of_row.iter().all(|text| text.starts_with(verb))) =>
            {
                "NOT as a rename".to_owned()
            }
            (Ok(_), false) => "yes".to_owned(),
        }
    };
    rows.iter().enumerate().map(cell).collect()
}

fn speaks_of(text: &str, name: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .any(|word| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_')))
}

fn rename(text: &str) -> Rename {
    let (kind, names) = text.split_once(' ').unwrap();
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
}
