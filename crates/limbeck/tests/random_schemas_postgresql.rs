//! What is true of all schemas, on PostgreSQL: a diff with itself is empty; what a diff says leads from any schema to any other, and back; rows of
//! tables that both have are kept.

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

const TABLES: [&str; 4] = ["a", "\"b b\"", "\"Order\"", "d"];
const COLUMNS: [&str; 4] = ["x", "\"Y\"", "\"z \"\"q\"", "w"];
const TYPES: [&str; 8] =
    ["integer", "bigint", "text", "varchar(20)", "numeric(10, 2)", "timestamptz", "mood", "text[]"];
/// For each type: nothing, and two defaults.
const DEFAULTS: [[&str; 3]; 8] = [
    ["", "1", "(1 + 1)"],
    ["", "-5", "0"],
    ["", "'it''s'", "upper('x')"],
    ["", "''", "'x'"],
    ["", "0", "1.50"],
    ["", "now()", "(now() + '1 day')"],
    ["", "'sad'", "'happy'"],
    ["", "'{}'", "ARRAY['x']"],
];

#[derive(Clone, Debug)]
struct TableSpec {
    columns: Vec<(usize, usize, bool, usize)>,
    /// 0: identity; 1: serial; 2: a plain integer; 3: always identity with a step.
    key: u8,
    unique: bool,
    check: bool,
    refers: Option<(usize, u8)>,
    index: u8,
    comment: bool,
    generated: bool,
    policy: bool,
    trigger: bool,
}

#[derive(Clone, Debug)]
struct SchemaSpec {
    tables: Vec<Option<TableSpec>>,
    /// The labels of the enum.
    labels: u8,
    view: u8,
    /// Of the last table: 0: none; 1: its text is a string; 2: the server keeps what it reads.
    function: u8,
}

prop_compose! {
    fn table()(
        columns in prop::collection::vec((0..TYPES.len(), any::<bool>(), 0..3_usize), 1..=COLUMNS.len()),
        key in 0..4_u8, unique in any::<bool>(), check in any::<bool>(), refers in prop::option::weighted(0.4, (0..TABLES.len(), 0..3_u8)),
        index in 0..5_u8, comment in any::<bool>(), generated in any::<bool>(), policy in prop::bool::weighted(0.3), trigger in prop::bool::weighted(0.3),
    ) -> TableSpec {
        let columns = columns.into_iter().enumerate().map(|(name, (kind, not_null, default))| (name, kind, not_null, default)).collect();
        TableSpec { columns, key, unique, check, refers, index, comment, generated, policy, trigger }
    }
}

fn schema() -> impl Strategy<Value = SchemaSpec> {
    (prop::collection::vec(prop::option::weighted(0.8, table()), TABLES.len()), 0..3_u8, 0..4_u8, 0..3_u8)
        .prop_map(|(tables, labels, view, function)| SchemaSpec { tables, labels, view, function })
}

fn sql(schema: &SchemaSpec) -> String {
    let labels = ["'sad', 'happy'", "'sad', 'ok', 'happy'", "'happy', 'sad'"][usize::from(schema.labels)];
    let mut text = format!("CREATE TYPE mood AS ENUM ({labels});\n");
    text.push_str(
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\n",
    );
    for (number, table) in schema.tables.iter().enumerate() {
        if let Some(table) = table {
            table_sql(number, table, &mut text);
        }
    }
    for (number, table) in schema.tables.iter().enumerate() {
        if let Some(TableSpec { refers: Some((target, action)), .. }) = table
            && schema.tables[*target].is_some()
        {
            let action = ["", " ON DELETE CASCADE", " DEFERRABLE INITIALLY DEFERRED"][usize::from(*action)];
            let _ = writeln!(
                text,
                "ALTER TABLE {} ADD COLUMN parent integer, ADD CONSTRAINT f{number} FOREIGN KEY (parent) REFERENCES {} (id){action};",
                TABLES[number], TABLES[*target]
            );
        }
    }
    let there: Vec<usize> = (0..TABLES.len()).filter(|number| schema.tables[*number].is_some()).collect();
    if let Some(first) = there.first().filter(|_| schema.view > 0) {
        let _ = writeln!(
            text,
            "CREATE VIEW v AS SELECT id, x FROM {}{};",
            TABLES[*first],
            where_last(schema, *first)
        );
        if schema.view > 1 {
            let _ = writeln!(text, "CREATE VIEW v2 AS SELECT x FROM v WHERE id > {};", schema.view);
        }
        if schema.view > 2 {
            text.push_str("CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM v2;\nCREATE UNIQUE INDEX m_n ON m (n);\n");
        }
    }
    if let Some(last) = there.last().filter(|_| schema.function > 0) {
        let query = format!("SELECT count(x) FROM {}{}", TABLES[*last], where_last(schema, *last));
        let body = if schema.function == 1 {
            format!("AS $${query}$$")
        } else {
            format!("BEGIN ATOMIC {query}; END")
        };
        let _ = writeln!(text, "CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql {body};");
    }
    text
}

/// The last column of a table, so that what reads the table stands on a column that comes and goes.
fn where_last(schema: &SchemaSpec, table: usize) -> String {
    let columns = schema.tables[table].iter().flat_map(|table| &table.columns);
    columns.last().map_or_else(String::new, |(name, ..)| format!(" WHERE {} IS NOT NULL", COLUMNS[*name]))
}

fn table_sql(number: usize, table: &TableSpec, text: &mut String) {
    let name = TABLES[number];
    let id = match table.key {
        0 => "id integer GENERATED BY DEFAULT AS IDENTITY",
        1 => "id serial",
        2 => "id integer",
        _ => "id integer GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10)",
    };
    let mut lines = vec![id.to_owned()];
    for (column, kind, not_null, default) in &table.columns {
        let mut line = format!("{} {}", COLUMNS[*column], TYPES[*kind]);
        let default = DEFAULTS[*kind][*default];
        // What becomes NOT NULL must have a value for the rows that are there.
        if !default.is_empty() {
            let _ = write!(line, " DEFAULT {default}");
            if *not_null {
                line.push_str(" NOT NULL");
            }
        }
        lines.push(line);
    }
    if table.generated {
        lines.push("g integer GENERATED ALWAYS AS (id * 2) STORED".to_owned());
    }
    lines.push(format!("CONSTRAINT k{number} PRIMARY KEY (id)"));
    if table.unique {
        lines.push(format!("CONSTRAINT u{number} UNIQUE (id, x)"));
    }
    if table.check {
        lines.push(format!(
            "CONSTRAINT c{number} CHECK (id <> {number} AND x IS DISTINCT FROM NULL OR id > 0)"
        ));
    }
    let _ = writeln!(text, "CREATE TABLE {name} ({});", lines.join(", "));
    let index = match table.index {
        1 => "(x)",
        2 => "(x DESC NULLS LAST, id)",
        3 => "((id + 1)) WHERE id > 3",
        4 => "(id) INCLUDE (x) WITH (fillfactor = 70)",
        _ => "",
    };
    if !index.is_empty() {
        let _ = writeln!(text, "CREATE INDEX i{number} ON {name} {index};");
    }
    if table.comment {
        let _ = writeln!(text, "COMMENT ON TABLE {name} IS 'it''s'; COMMENT ON COLUMN {name}.x IS 'x';");
    }
    if table.policy {
        let _ = writeln!(
            text,
            "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON {name} USING (id > {number});"
        );
    }
    if table.trigger {
        let _ =
            writeln!(text, "CREATE TRIGGER t BEFORE UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION touch();");
    }
}

#[test]
fn a_diff_leads_from_any_schema_to_any_other_and_back() {
    let variable = "LIMBECK_TEST_POSTGRESQL_URL";
    let Some(server) = Server::named_by(variable, "random_schemas_postgresql::a_diff_leads") else { return };
    journeys(&server, &(schema(), schema()), |(from, to)| Journey {
        from: sql(from),
        to: sql(to),
        shared: in_both(&TABLES, &from.tables, &to.tables),
        rows: "(id) OVERRIDING SYSTEM VALUE VALUES (50), (60)",
    });
}
