//! Every rule of the file format, as files: `files/valid/*.sql` and `files/invalid/*.sql`, whose names say what is special about them.
//! The snapshot beside each says what is read from it, or the error it gets.

#![expect(clippy::unwrap_used, reason = "a helper of a test may fail it")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use limbeck_revision::{
    Direction, FileError, RevisionFile, commit_groups, parse, parse_header, parse_stored_downgrade,
};
use limbeck_sql::LexMode;
use limbeck_url::DialectName;
use proptest::prelude::*;

const DIRECTIONS: [Direction; 2] = [Direction::Upgrade, Direction::Downgrade];

fn cases(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(folder);
    let mut cases: Vec<_> = fs_err::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs_err::read_to_string(&path).unwrap())
        })
        .collect();
    assert!(!cases.is_empty());
    cases.sort();
    cases
}

fn snapshot(folder: &str, name: &str, text: &str) {
    insta::with_settings!({snapshot_path => format!("files/{folder}"), prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, text);
    });
}

fn show(error: &FileError) -> String {
    match &error.hint {
        Some(hint) => format!("{error}\nhint: {hint}\n"),
        None => format!("{error}\n"),
    }
}

/// What is wrong on any dialect, in any direction, with those for which it is.
fn faults(file: &RevisionFile) -> String {
    let mut text = String::new();
    for direction in DIRECTIONS {
        let mut seen = Vec::new();
        for dialect in DialectName::ALL {
            if let Err(error) = commit_groups(file, direction, dialect, LexMode::default()) {
                let shown = show(&error);
                if !seen.contains(&shown) {
                    writeln!(text, "{direction} {dialect}, {:?}:\n{shown}", error.kind).unwrap();
                    seen.push(shown);
                }
            }
        }
    }
    text
}

#[test]
fn what_is_wrong_is_said() {
    for (name, text) in cases("invalid") {
        let path = PathBuf::from(format!("{name}.sql"));
        let said = match parse(&path, &text) {
            Err(error) => show(&error),
            Ok(file) => faults(&file),
        };
        assert!(!said.is_empty(), "{name} is taken for right");
        snapshot("invalid", &name, &said);
    }
}

#[test]
fn what_is_right_is_read() {
    for (name, text) in cases("valid") {
        let file = parse(Path::new(&format!("{name}.sql")), &text)
            .unwrap_or_else(|error| panic!("{}", show(&error)));
        snapshot("valid", &name, &describe(&file));
    }
}

fn describe(file: &RevisionFile) -> String {
    let mut text = String::new();
    let header = &file.header;
    writeln!(text, "message {:?}, revision {}, format {}", header.message, header.revision, header.format)
        .unwrap();
    writeln!(
        text,
        "revises {:?}, labels {:?}, depends on {:?}",
        header.revises, header.labels, header.depends_on
    )
    .unwrap();
    writeln!(text, "created {:?}, lines {:?}", header.created, header.lines).unwrap();
    for renamed in &header.renamed {
        writeln!(text, "renamed {renamed:?}").unwrap();
    }
    for section in &file.sections {
        let (line, body_line, body) = (section.line, section.body_line, &section.body);
        let options = (section.transaction, section.foreign_keys_off);
        writeln!(
            text,
            "{} {:?} {options:?} at {line}, {body_line}: {body:?}",
            section.direction, section.dialects
        )
        .unwrap();
    }
    writeln!(text, "irreversible {:?}", file.irreversible).unwrap();
    for direction in DIRECTIONS {
        let mut shown: Vec<(String, Vec<&str>)> = Vec::new();
        for dialect in DialectName::ALL {
            let groups = groups(file, direction, dialect);
            match shown.iter_mut().find(|(others, _)| *others == groups) {
                Some((_, dialects)) => dialects.push(dialect.as_str()),
                None => shown.push((groups, vec![dialect.as_str()])),
            }
        }
        for (groups, dialects) in shown {
            write!(text, "{direction} on {}:\n{groups}", dialects.join(", ")).unwrap();
        }
    }
    text
}

fn groups(file: &RevisionFile, direction: Direction, dialect: DialectName) -> String {
    let groups = match commit_groups(file, direction, dialect, LexMode::default()) {
        Err(error) => return format!("  {error}\n"),
        Ok(groups) if groups.is_empty() => return "  nothing to do\n".to_owned(),
        Ok(groups) => groups,
    };
    let mut text = String::new();
    for group in groups {
        let keys = if group.foreign_keys_off { ", foreign keys off" } else { "" };
        writeln!(text, "  {}{keys}", if group.transaction { "transaction" } else { "alone" }).unwrap();
        for statement in group.statements {
            let (sql, position, class) =
                (statement.sql.replace('\n', " "), statement.position, statement.class);
            write!(text, "    {position}. {}:{} {class}: {sql}", statement.line, statement.column).unwrap();
            for (word, says) in [("probe", statement.probe), ("destructive", statement.destructive)] {
                if let Some(says) = says {
                    write!(text, " [{word}: {says}]").unwrap();
                }
            }
            writeln!(text, "{}", if statement.idempotent { " [idempotent]" } else { "" }).unwrap();
        }
    }
    text
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for (name, text) in cases("valid") {
        let path = Path::new("a.sql");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(parse(path, &windows).unwrap(), parse(path, &text).unwrap(), "{name}");
        assert_eq!(parse_header(path, &windows).unwrap(), parse(path, &text).unwrap().header, "{name}");
    }
}

#[test]
fn a_header_is_read_without_what_follows() {
    for (name, text) in cases("valid") {
        let whole = parse(Path::new("a.sql"), &text).unwrap();
        let broken_below = format!("{text}\n-- @unknown\n");
        assert_eq!(
            parse_header(Path::new("a.sql"), &broken_below).is_ok(),
            !whole.sections.is_empty() || whole.irreversible.is_some(),
            "{name}"
        );
        assert_eq!(parse_header(Path::new("a.sql"), &text).unwrap(), whole.header, "{name}");
    }
}

#[test]
fn a_stored_downgrade_runs_as_the_file_does() {
    let mut stored_ones = 0;
    for (name, text) in cases("valid") {
        let file = parse(Path::new("a.sql"), &text).unwrap();
        for dialect in DialectName::ALL {
            let groups = commit_groups(&file, Direction::Downgrade, dialect, LexMode::default());
            let Some(stored) = file.downgrade_text(dialect) else {
                assert!(groups.is_err(), "{name}");
                continue;
            };
            let sections = parse_stored_downgrade(Path::new("stored"), &stored).unwrap();
            let sections: Vec<_> = sections.iter().collect();
            let again = limbeck_revision::commit_groups_of_sections(
                Path::new("stored"),
                &sections,
                dialect,
                LexMode::default(),
            )
            .unwrap();
            let sql = |groups: Vec<limbeck_revision::CommitGroup>| -> Vec<Vec<String>> {
                groups
                    .into_iter()
                    .map(|group| group.statements.into_iter().map(|statement| statement.sql).collect())
                    .collect()
            };
            assert_eq!(sql(again), sql(groups.unwrap()), "{name}");
            stored_ones += 1;
        }
    }
    assert!(stored_ones > 10);
}

fn checksums(text: &str) -> Vec<String> {
    let file = parse(Path::new("a.sql"), text).unwrap();
    DialectName::ALL.iter().map(|dialect| file.checksum(*dialect)).collect()
}

#[test]
fn the_checksum_covers_what_an_upgrade_runs() {
    let text = "-- m\n-- @revision a\n-- @upgrade postgresql sqlite\nSELECT 1;\n\n-- @upgrade mysql\nSELECT 2;\n-- @downgrade\nSELECT 3;\n";
    let before = checksums(text);
    for same in [
        text.replace("-- m\n", "-- another message\n--\n-- and more\n"),
        text.replace("@revision a\n", "@revision a\n-- @revises b\n-- @created 2026-01-01T00:00:00Z\n"),
        text.replace("SELECT 3", "SELECT 4"),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.replace("SELECT 1;\n\n", "SELECT 1;\n"),
        text.replace("SELECT 1;\n\n", "SELECT 1;\n\n  \n\n"),
        text.replace("-- @downgrade\nSELECT 3;\n", "-- @irreversible\n"),
    ] {
        assert_eq!(checksums(&same), before, "{same}");
    }
    let changed = |other: &str| -> BTreeSet<&str> {
        let after = checksums(other);
        DialectName::ALL
            .into_iter()
            .zip(before.iter().zip(after))
            .filter(|(_, (a, b))| *a != b)
            .map(|(d, _)| d.as_str())
            .collect()
    };
    assert_eq!(changed(&text.replace("SELECT 2", "SELECT 5")), ["mysql"].into());
    assert_eq!(changed(&text.replace("SELECT 1;", "SELECT  1;")), ["postgresql", "sqlite"].into());
    assert_eq!(
        changed(&text.replace("sqlite\n", "sqlite transaction=off\n")),
        ["postgresql", "sqlite"].into()
    );
    assert!(before[0].starts_with("sha256:") && before[0].len() == 7 + 64);
    // Of no section: the hash of nothing, as `sha256sum` prints it.
    assert_eq!(before[2], "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/// Lines that mean something, in any order: many files are wrong, and none may be more than that.
fn any_file() -> impl Strategy<Value = String> {
    let field = prop::sample::select(vec![
        "-- @revises b, c",
        "-- @branch x",
        "-- @created 2026-01-01T00:00:00Z",
        "-- @format 1",
        "-- @",
        "--",
        "",
    ]);
    let section = prop::sample::select(vec![
        "-- @upgrade",
        "-- @upgrade sqlite foreign_keys=off",
        "-- @upgrade postgresql transaction=off",
        "-- @downgrade",
        "-- @downgrade mysql",
        "-- @irreversible gone",
    ]);
    let marker = prop::sample::select(vec![
        "-- @idempotent",
        "-- @probe SELECT 1",
        "-- @destructive t",
        "-- @branch y",
    ]);
    let sql = prop::sample::select(vec![
        "SELECT 'a';",
        "CREATE TABLE t (",
        "a int);",
        "  INSERT INTO t VALUES (1); DELETE FROM t;",
        "$x$",
        "'",
        "/*",
        "*/",
        "BEGIN;",
        "SET a = 1;",
        "/* é */ CREATE INDEX CONCURRENTLY i ON t (a);",
        "é;",
        "DELIMITER //",
        "-- \\@x",
        "",
    ]);
    let body = prop::collection::vec(prop_oneof![8 => sql, 2 => section, 1 => marker], 0..12);
    (prop::collection::vec(field, 0..3), body).prop_map(|(head, body)| {
        format!("-- @revision r\n{}\n-- @upgrade\n{}", head.join("\n"), body.join("\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_right_or_wrong_and_nothing_else(text in any_file()) {
        let path = Path::new("a.sql");
        let Ok(file) = parse(path, &text) else { return Ok(()) };
        prop_assert_eq!(parse_header(path, &text).unwrap(), file.header.clone());
        for dialect in DialectName::ALL {
            for direction in DIRECTIONS {
                let Ok(groups) = commit_groups(&file, direction, dialect, LexMode::default()) else { continue };
                let statements: Vec<_> = groups.iter().flat_map(|group| &group.statements).collect();
                let positions: Vec<usize> = statements.iter().map(|statement| statement.position).collect();
                prop_assert_eq!(positions, (1..=statements.len()).collect::<Vec<_>>());
                for statement in statements {
                    let line = text.lines().nth(statement.line - 1).unwrap();
                    let rest: String = line.chars().skip(statement.column - 1).collect();
                    prop_assert!(rest.starts_with(statement.sql.lines().next().unwrap()), "{}", text);
                }
            }
        }
    }
}
