//! What is true of all schemas: a diff with itself is empty; what a diff says leads from any schema to any other, and back; rows of tables that
//! both have are kept.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where something is not as it must be")]

use std::fmt::Write as _;

use limbeck::autogenerate::{Comparison, ScratchServers, read_sql};
use limbeck_catalog::{Catalog, DiffOptions};
use limbeck_database::{ConnectOptions, Connection, Scope, connect, reflect};
use limbeck_sql::{LexMode, split};
use limbeck_url::{DatabaseUrl, DialectName};
use proptest::prelude::*;

const SQLITE: DialectName = DialectName::Sqlite;
const TABLES: [&str; 4] = ["a", "b b", "Order", "d"];
const COLUMNS: [&str; 5] = ["id", "x", "Y", "z \"q", "w"];
const TYPES: [&str; 7] = ["INTEGER", "TEXT", "VARCHAR(20)", "", "BIGINT", "REAL", "NUMERIC(10, 2)"];
const DEFAULTS: [&str; 8] = ["", "", "1", "-2.5", "'it''s'", "CURRENT_TIMESTAMP", "(1 + 2)", "NULL"];

#[derive(Clone, Debug)]
struct TableSpec {
    columns: Vec<ColumnSpec>,
    /// 0: none; 1: first column; 2: the first two columns; 3: first column, AUTOINCREMENT.
    key: u8,
    unique: bool,
    check: bool,
    without_rowid: bool,
    strict: bool,
    /// The table that a foreign key of the second column points to, and how.
    refers: Option<(usize, u8)>,
    index: u8,
    trigger: bool,
}

#[derive(Clone, Debug)]
struct ColumnSpec {
    name: usize,
    data_type: usize,
    not_null: bool,
    default: usize,
    nocase: bool,
    generated: u8,
}

prop_compose! {
    fn column(name: usize)(
        data_type in 0..TYPES.len(), not_null in any::<bool>(), default in 0..DEFAULTS.len(), nocase in prop::bool::weighted(0.2),
        generated in prop_oneof![8 => Just(0_u8), 1 => Just(1), 1 => Just(2)],
    ) -> ColumnSpec {
        ColumnSpec { name, data_type, not_null, default, nocase, generated }
    }
}

prop_compose! {
    fn table()(
        columns in (1..=COLUMNS.len()).prop_flat_map(|count| (0..count).map(column).collect::<Vec<_>>()).prop_shuffle(),
        key in 0..4_u8, unique in any::<bool>(), check in any::<bool>(), without_rowid in prop::bool::weighted(0.2),
        strict in prop::bool::weighted(0.2), refers in prop::option::weighted(0.4, (0..TABLES.len(), 0..3_u8)), index in 0..5_u8,
        trigger in prop::bool::weighted(0.3),
    ) -> TableSpec {
        TableSpec { columns, key, unique, check, without_rowid, strict, refers, index, trigger }
    }
}

type SchemaSpec = (Vec<Option<TableSpec>>, bool);

fn schema() -> impl Strategy<Value = SchemaSpec> {
    (prop::collection::vec(prop::option::weighted(0.8, table()), TABLES.len()), any::<bool>())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn sql((tables, view): &SchemaSpec) -> String {
    let mut text = String::new();
    for (number, table) in tables.iter().enumerate() {
        if let Some(table) = table {
            table_sql(number, table, tables, &mut text);
        }
    }
    let first = tables.iter().enumerate().find_map(|(number, table)| Some((TABLES[number], table.as_ref()?)));
    if let Some((name, first)) = first.filter(|_| *view) {
        let _ = writeln!(text, "CREATE VIEW v AS SELECT * FROM {};", quoted(name));
        let _ = writeln!(text, "CREATE VIEW v2 AS SELECT count(*) AS n FROM v;");
        // It stands on a column that comes and goes.
        if let Some(last) = first.columns.last() {
            let last = quoted(COLUMNS[last.name]);
            let _ = writeln!(
                text,
                "CREATE VIEW v3 AS SELECT count(*) AS n FROM {} WHERE {last} > 1;",
                quoted(name)
            );
        }
    }
    text
}

fn table_sql(number: usize, table: &TableSpec, tables: &[Option<TableSpec>], text: &mut String) {
    let name = quoted(TABLES[number]);
    let key = if table.key == 2 && table.columns.len() < 2 { 1 } else { table.key };
    let autoincrement = key == 3;
    let without_rowid = table.without_rowid && key != 0 && !autoincrement;
    let in_key = |position: usize| position == 0 && key != 0 || position == 1 && key == 2;
    let mut lines: Vec<String> = Vec::new();
    for (position, column) in table.columns.iter().enumerate() {
        let mut line = quoted(COLUMNS[column.name]);
        let data_type = match TYPES[column.data_type] {
            _ if autoincrement && position == 0 => "INTEGER",
            other if !table.strict || matches!(other, "INTEGER" | "TEXT" | "REAL") => other,
            _ => "ANY",
        };
        let _ = write!(line, " {data_type}");
        if autoincrement && position == 0 {
            line.push_str(" PRIMARY KEY AUTOINCREMENT");
        }
        // The last column alone is generated, from a constant: it must not be in a key, nor the only one.
        let generated = column.generated != 0 && position > 1 && position + 1 == table.columns.len();
        if column.not_null && !generated {
            line.push_str(" NOT NULL");
        }
        if generated {
            let _ = write!(
                line,
                " AS (length('abc')) {}",
                if column.generated == 1 { "STORED" } else { "VIRTUAL" }
            );
        } else if !DEFAULTS[column.default].is_empty() && !in_key(position) {
            let _ = write!(line, " DEFAULT {}", DEFAULTS[column.default]);
        }
        if column.nocase {
            line.push_str(" COLLATE NOCASE");
        }
        lines.push(line);
    }
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(COLUMNS[column.name])).collect();
    match key {
        1 => lines.push(format!("PRIMARY KEY ({})", columns[0])),
        2 => lines.push(format!("CONSTRAINT pk PRIMARY KEY ({}, {} DESC)", columns[0], columns[1])),
        _ => {}
    }
    let last = &columns[columns.len() - 1];
    if table.unique {
        lines.push(format!("UNIQUE ({last}, {})", columns[0]));
    }
    if table.check {
        lines.push(format!("CHECK ({last} IS NOT 'nothing' AND {} IS NOT 7)", columns[0]));
    }
    if let Some((target, action)) = table.refers
        && tables[target].is_some()
        && columns.len() > 1
    {
        let action = ["", " ON DELETE CASCADE", " ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"]
            [usize::from(action)];
        lines.push(format!("FOREIGN KEY ({}) REFERENCES {}{action}", columns[1], quoted(TABLES[target])));
    }
    let options = match (table.strict, without_rowid) {
        (true, true) => " STRICT, WITHOUT ROWID",
        (true, false) => " STRICT",
        (false, true) => " WITHOUT ROWID",
        (false, false) => "",
    };
    let _ = writeln!(text, "CREATE TABLE {name} ({}){options};", lines.join(", "));
    let index = match table.index {
        1 => format!("({last})"),
        2 => format!("({last} COLLATE NOCASE DESC, {})", columns[0]),
        3 => format!("(lower({last})) WHERE {} > 3", columns[0]),
        4 => format!("({}) WHERE {last} IS NULL", columns[0]),
        _ => String::new(),
    };
    if !index.is_empty() {
        let _ = writeln!(text, "CREATE INDEX \"i{number}\" ON {name} {index};");
    }
    if table.trigger {
        let _ = writeln!(
            text,
            "CREATE TRIGGER \"t{number}\" AFTER DELETE ON {name} BEGIN DELETE FROM {name} WHERE 0; END;"
        );
    }
}

fn options() -> DiffOptions {
    DiffOptions { drop_unknown: true, ..DiffOptions::default() }
}

fn catalog(text: &str) -> Catalog {
    read_sql(text, "schema.sql", SQLITE, &Scope::default(), &ScratchServers::default())
        .unwrap_or_else(|error| {
            panic!(
                "{error}
{text}"
            )
        })
        .catalog
}

fn run(database: &mut dyn Connection, text: &str, foreign_keys_off: bool) -> Result<(), String> {
    let pragma = if foreign_keys_off { "PRAGMA foreign_keys = OFF" } else { "PRAGMA foreign_keys = ON" };
    database.execute(pragma).unwrap();
    database.begin().unwrap();
    for statement in split(text, SQLITE, LexMode::default()).unwrap() {
        if let Err(error) = database.execute(statement.text) {
            database.rollback().unwrap();
            return Err(format!("{error}: {}", statement.text));
        }
    }
    database.commit().unwrap();
    Ok(())
}

/// What is left between a database and a catalog.
fn left(database: &mut dyn Connection, wanted: &Catalog) -> Vec<String> {
    let found = reflect(database, &Scope::default()).unwrap();
    let comparison = Comparison::new(found, wanted, &options(), &ScratchServers::default()).unwrap();
    comparison.difference.operations.iter().map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_schema_does_not_differ_from_itself(schema in schema()) {
        let catalog = catalog(&sql(&schema));
        let comparison = Comparison::new(catalog.clone(), &catalog, &DiffOptions { exact: true, ..options() }, &ScratchServers::default()).unwrap();
        prop_assert!(comparison.is_empty(), "{:?}", comparison.difference.operations);
    }

    #[test]
    fn a_diff_leads_from_any_schema_to_any_other_and_back(from in schema(), to in schema()) {
        let (before, after) = (catalog(&sql(&from)), catalog(&sql(&to)));
        let comparison = Comparison::new(before.clone(), &after, &options(), &ScratchServers::default()).unwrap();
        let [up, down] = comparison.sections(false).unwrap();
        let mut database = connect(&DatabaseUrl::parse("sqlite::memory:").unwrap(), &ConnectOptions::default()).unwrap();
        run(&mut *database, &sql(&from), true).unwrap();
        prop_assert_eq!(run(&mut *database, &up.body, up.foreign_keys_off), Ok(()), "{}", up.body);
        prop_assert_eq!(left(&mut *database, &after), Vec::<String>::new(), "{}", up.body);
        prop_assert_eq!(run(&mut *database, &down.body, down.foreign_keys_off), Ok(()), "{}", down.body);
        prop_assert_eq!(left(&mut *database, &before), Vec::<String>::new(), "{}", down.body);
    }

    #[test]
    fn rows_of_tables_that_both_have_are_kept(from in schema(), to in schema()) {
        let (before, after) = (catalog(&sql(&from)), catalog(&sql(&to)));
        let comparison = Comparison::new(before.clone(), &after, &options(), &ScratchServers::default()).unwrap();
        let mut database = connect(&DatabaseUrl::parse("sqlite::memory:").unwrap(), &ConnectOptions::default()).unwrap();
        run(&mut *database, &sql(&from), true).unwrap();
        for table in &before.tables {
            // What a table refuses is left out.
            for value in 1..4 {
                let columns: Vec<_> = table.columns.iter().filter(|column| column.generated.is_none()).collect();
                let names: Vec<_> = columns.iter().map(|column| quoted(&column.name)).collect();
                let values = vec![value.to_string(); columns.len()].join(", ");
                let insert = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({values})", quoted(&table.name.name), names.join(", "));
                database.execute(&insert).ok();
            }
        }
        let count = |database: &mut dyn Connection, table: &str| {
            database.query(&format!("SELECT count(*) FROM {}", quoted(table))).unwrap().scalar().unwrap_or_default().to_owned()
        };
        let shared: Vec<String> = before.tables.iter().map(|table| table.name.name.clone())
            .filter(|name| after.tables.iter().any(|table| table.name.name == *name)).collect();
        let had: Vec<String> = shared.iter().map(|name| count(&mut *database, name)).collect();
        // The rows may not fit the new schema: then nothing happens at all.
        let outcome = run(&mut *database, &comparison.up.body(str::to_owned), comparison.up.foreign_keys_off);
        let has: Vec<String> = shared.iter().map(|name| count(&mut *database, name)).collect();
        prop_assert_eq!(had, has, "{:?}\n{}", outcome, comparison.up.body(str::to_owned));
    }
}
