//! Every `tests/data/split/<dialect>/*.sql` is split and classified; what comes out stands beside it in a snapshot.

#![expect(clippy::expect_used, reason = "a test fails by it")]

use std::fmt::Write as _;
use std::path::Path;

use limbeck_sql::classify::ObjectRef;
use limbeck_sql::{LexMode, classify, split};
use limbeck_url::DialectName;

fn cases(folder: &str, dialect: DialectName) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder).join(dialect.as_str());
    let mut names: Vec<_> = fs_err::read_dir(&folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no cases in {}", folder.display());
    for path in names {
        let text = fs_err::read_to_string(&path).expect("a case");
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let told = tell(&text, dialect);
        assert_eq!(name.starts_with("error_"), told.starts_with("error: "), "{name}: {told}");
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, told);
        });
    }
}

fn tell(text: &str, dialect: DialectName) -> String {
    let statements = match split(text, dialect, LexMode::default()) {
        Ok(statements) => statements,
        Err(error) => {
            let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
            return format!("error: {error}{hint}");
        }
    };
    let mut told = String::new();
    for statement in statements {
        let found = classify(statement.text, dialect, statement.mode);
        write!(told, "[{}:{} {}", statement.line, statement.column, found.class).expect("a string");
        for (is, word) in [(found.is_dml, "dml"), (found.is_query, "query")] {
            told.push_str(if is { " " } else { "" });
            told.push_str(if is { word } else { "" });
        }
        told.push_str("]\n");
        for (what, objects) in
            [("touches", &found.touched), ("creates", &found.creates), ("drops", &found.drops)]
        {
            if !objects.is_empty() {
                writeln!(told, "  {what} {}", list(objects)).expect("a string");
            }
        }
        for (what, words) in [("loses", &found.destructive), ("refused:", &found.refusal)] {
            if let Some(words) = words {
                writeln!(told, "  {what} {words}").expect("a string");
            }
        }
        writeln!(told, "{}", statement.text).expect("a string");
    }
    told
}

fn list(objects: &[ObjectRef]) -> String {
    objects.iter().map(|object| format!("{} {object}", object.kind)).collect::<Vec<_>>().join(", ")
}

#[test]
fn postgresql() {
    cases("split", DialectName::PostgreSql);
}

#[test]
fn mysql() {
    cases("split", DialectName::MySql);
}

#[test]
fn mariadb() {
    cases("split", DialectName::MariaDb);
}

#[test]
fn sqlite() {
    cases("split", DialectName::Sqlite);
}

#[test]
fn line_ends_and_byte_order_marks_move_nothing() {
    let statements = split(
        "\u{feff}SELECT 1;\r\n\r\n  -- é\r\n  /* é */ SELECT\r\n2;",
        DialectName::Sqlite,
        LexMode::default(),
    )
    .expect("statements");
    let places: Vec<_> = statements.iter().map(|it| (it.line, it.column, it.text, it.range.start)).collect();
    assert_eq!(places, [(1, 1, "SELECT 1", 3), (4, 11, "SELECT\r\n2", 36)]);
}

#[test]
fn what_stands_before_a_statement_is_kept() {
    let text =
        "-- @probe SELECT 1\n  -- indented\nCREATE TABLE t (a int); -- after\n-- @idempotent\nDROP TABLE t;";
    let statements = split(text, DialectName::PostgreSql, LexMode::default()).expect("statements");
    let comments: Vec<Vec<_>> = statements.iter().map(|it| it.leading_comments().collect()).collect();
    assert_eq!(comments, [vec!["-- @probe SELECT 1"], vec!["-- @idempotent"]]);
}

#[test]
fn an_error_can_be_moved_to_its_place_in_a_file() {
    let error =
        split("SELECT 1;\nSELECT '", DialectName::MySql, LexMode::default()).expect_err("an open string");
    assert_eq!((error.offset, error.line, error.column), (17, 2, 8));
    assert_eq!(error.moved_down(10).to_string(), "the string that begins at line 12, column 8 never ends");
}
