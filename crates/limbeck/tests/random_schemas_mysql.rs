//! What is true of all schemas, on MySQL and MariaDB: a diff with itself is empty; what a diff says leads from any schema to any other, and back;
//! rows of tables that both have are kept.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be, and says when it is not run"
)]

mod support;

use std::fmt::Write as _;

use proptest::prelude::*;

use self::support::Server;
use self::support::journey::{Journey, in_both, journeys};

const TABLES: [&str; 4] = ["a", "`b b`", "`Order`", "d"];
const COLUMNS: [&str; 4] = ["x", "`Y`", "`z ``q`", "w"];
const TYPES: [&str; 8] = [
    "int",
    "bigint unsigned",
    "varchar(20)",
    "varchar(30) CHARACTER SET latin1",
    "decimal(10, 2)",
    "datetime(6)",
    "enum('sad', 'happy')",
    "tinyint(1)",
];
/// For each type: nothing, and two defaults.
const DEFAULTS: [[&str; 3]; 8] = [
    ["", "1", "-5"],
    ["", "5", "0"],
    ["", "'it''s'", "''"],
    ["", "'x'", "'null'"],
    ["", "0", "1.50"],
    ["", "CURRENT_TIMESTAMP(6)", "CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)"],
    ["", "'sad'", "'happy'"],
    ["", "0", "1"],
];
/// For each kind of key: the type of `id`, and of what refers to it.
const KEYS: [[&str; 2]; 4] = [
    ["int NOT NULL AUTO_INCREMENT", "int"],
    ["bigint unsigned NOT NULL AUTO_INCREMENT", "bigint unsigned"],
    ["int NOT NULL", "int"],
    ["smallint NOT NULL COMMENT 'the key'", "smallint"],
];

#[derive(Clone, Debug)]
struct TableSpec {
    columns: Vec<(usize, usize, bool, usize)>,
    key: usize,
    unique: bool,
    check: bool,
    refers: Option<(usize, u8)>,
    index: u8,
    comment: bool,
    /// 0: none; 1: stored; 2: virtual.
    generated: u8,
    trigger: bool,
    latin1: bool,
}

#[derive(Clone, Debug)]
struct SchemaSpec {
    tables: Vec<Option<TableSpec>>,
    view: u8,
    routine: bool,
}

prop_compose! {
    fn table()(
        columns in prop::collection::vec((0..TYPES.len(), any::<bool>(), 0..3_usize), 1..=COLUMNS.len()),
        key in 0..KEYS.len(), unique in any::<bool>(), check in any::<bool>(), refers in prop::option::weighted(0.4, (0..TABLES.len(), 0..3_u8)),
        index in 0..5_u8, comment in any::<bool>(), generated in 0..3_u8, trigger in prop::bool::weighted(0.3), latin1 in prop::bool::weighted(0.2),
    ) -> TableSpec {
        let columns = columns.into_iter().enumerate().map(|(name, (kind, not_null, default))| (name, kind, not_null, default)).collect();
        TableSpec { columns, key, unique, check, refers, index, comment, generated, trigger, latin1 }
    }
}

fn schema() -> impl Strategy<Value = SchemaSpec> {
    (prop::collection::vec(prop::option::weighted(0.8, table()), TABLES.len()), 0..3_u8, any::<bool>())
        .prop_map(|(tables, view, routine)| SchemaSpec { tables, view, routine })
}

fn sql(schema: &SchemaSpec) -> String {
    let mut text = String::new();
    for (number, table) in schema.tables.iter().enumerate() {
        if let Some(table) = table {
            table_sql(number, table, &mut text);
        }
    }
    for (number, table) in schema.tables.iter().enumerate() {
        if let Some(TableSpec { refers: Some((target, action)), .. }) = table
            && let Some(TableSpec { key, .. }) = &schema.tables[*target]
        {
            let action =
                ["", " ON DELETE CASCADE", " ON DELETE SET NULL ON UPDATE CASCADE"][usize::from(*action)];
            let _ = writeln!(
                text,
                "ALTER TABLE {} ADD COLUMN parent {}, ADD CONSTRAINT f{number} FOREIGN KEY (parent) REFERENCES {} (id){action};",
                TABLES[number], KEYS[*key][1], TABLES[*target]
            );
        }
    }
    let there: Vec<usize> = (0..TABLES.len()).filter(|number| schema.tables[*number].is_some()).collect();
    if let Some(first) = there.first().filter(|_| schema.view > 0) {
        // The view stands on a column that comes and goes.
        let last = schema.tables[*first].iter().flat_map(|table| &table.columns).last();
        let last = last.map_or("id", |(name, ..)| COLUMNS[*name]);
        let _ =
            writeln!(text, "CREATE VIEW v AS SELECT id, x FROM {} WHERE {last} IS NOT NULL;", TABLES[*first]);
        if schema.view > 1 {
            let _ = writeln!(text, "CREATE VIEW v2 AS SELECT x FROM v WHERE id > {};", schema.view);
        }
    }
    if schema.routine {
        text.push_str("CREATE FUNCTION twice(n int) RETURNS int DETERMINISTIC RETURN n * 2;\n");
    }
    text
}

fn table_sql(number: usize, table: &TableSpec, text: &mut String) {
    let name = TABLES[number];
    let mut lines = vec![format!("id {}", KEYS[table.key][0]), "n int".to_owned()];
    for (column, kind, not_null, default) in &table.columns {
        let mut line = format!("{} {}", COLUMNS[*column], TYPES[*kind]);
        let default = DEFAULTS[*kind][*default];
        // What becomes NOT NULL must have a value for the rows that are there.
        if !default.is_empty() {
            if *not_null {
                line.push_str(" NOT NULL");
            }
            let _ = write!(line, " DEFAULT {default}");
        }
        if table.comment {
            line.push_str(" COMMENT 'it''s'");
        }
        lines.push(line);
    }
    match table.generated {
        1 => lines.push("g int GENERATED ALWAYS AS (n * 2) STORED".to_owned()),
        2 => lines.push("g int GENERATED ALWAYS AS (n + 2) VIRTUAL".to_owned()),
        _ => {}
    }
    lines.push("PRIMARY KEY (id)".to_owned());
    if table.unique {
        lines.push(format!("UNIQUE KEY u{number} (n, x)"));
    }
    if table.check {
        lines.push(format!("CONSTRAINT c{number} CHECK (n <> {number} OR n IS NULL)"));
    }
    match table.index {
        1 => lines.push(format!("KEY i{number} (x)")),
        2 => lines.push(format!("KEY i{number} (n DESC, id)")),
        3 => lines.push(format!("UNIQUE KEY i{number} (id, n) COMMENT 'two'")),
        4 if matches!(table.columns[0].1, 2 | 3) => {
            lines.push(format!("KEY i{number} (x(5)), FULLTEXT KEY t{number} (x)"))
        }
        _ => {}
    }
    let charset = if table.latin1 { " DEFAULT CHARSET = latin1" } else { "" };
    let comment = if table.comment { " COMMENT = 'it''s a table'" } else { "" };
    let _ = writeln!(text, "CREATE TABLE {name} ({}) ENGINE = InnoDB{charset}{comment};", lines.join(", "));
    if table.trigger {
        let _ = writeln!(
            text,
            "CREATE TRIGGER t{number} BEFORE UPDATE ON {name} FOR EACH ROW SET NEW.n = OLD.n + {number};"
        );
    }
}

fn leads_there_and_back(variable: &str) {
    let Some(server) = Server::named_by(variable, "random_schemas_mysql::a_diff_leads") else { return };
    journeys(&server, &(schema(), schema()), |(from, to)| Journey {
        from: sql(from),
        to: sql(to),
        shared: in_both(&TABLES, &from.tables, &to.tables),
        rows: "(id) VALUES (50), (60)",
    });
}

#[test]
fn a_diff_leads_from_any_schema_to_any_other_and_back_on_mariadb() {
    leads_there_and_back("LIMBECK_TEST_MARIADB_URL");
}

#[test]
fn a_diff_leads_from_any_schema_to_any_other_and_back_on_mysql() {
    leads_there_and_back("LIMBECK_TEST_MYSQL_URL");
}
