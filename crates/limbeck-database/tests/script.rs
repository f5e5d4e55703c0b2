//! A script for later does what a run does.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail by panicking")]

mod support;

use std::io::Write as _;
use std::process::{Command, Stdio};

use limbeck_database::{RunOptions, Script, Step, TransactionMode, script};
use limbeck_revision::Direction;
use limbeck_url::DialectName;
use support::{Database, options, run, step, up};

fn steps() -> Vec<Step> {
    let text = "-- It's a \"message\"\n-- @revision a1\n\n-- @upgrade\nCREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT);\n\
                CREATE TABLE member (team_id INTEGER REFERENCES team (id));\n\
                CREATE TRIGGER t AFTER INSERT ON team BEGIN INSERT INTO member VALUES (new.id); SELECT 1; END;\n\
                -- @downgrade\nDROP TABLE member;\nDROP TABLE team;\n";
    let rebuild = "-- @upgrade sqlite foreign_keys=off\nCREATE TABLE n (id INTEGER PRIMARY KEY);\n\
                   INSERT INTO n SELECT id FROM team;\nDROP TABLE team;\nALTER TABLE n RENAME TO team;\n";
    vec![
        step(text, Direction::Upgrade),
        up("b2", Some("a1"), "INSERT INTO team VALUES (1, 'it''s;'), (2, 'a\nb');\n"),
        up("c3", Some("b2"), "-- @upgrade transaction=off\nVACUUM;\nINSERT INTO team VALUES (3, NULL);\n"),
        up("d4", Some("c3"), rebuild),
    ]
}

/// All there is, but for times.
fn everything(database: &Database) -> Vec<String> {
    let mut all = database.contents();
    all.extend(database.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"));
    let revisions = "SELECT namespace, revision, parents, depends_on, labels, message, checksum, downgrade, length(applied_at), \
                     substr(applied_at, 20, 1) || substr(applied_at, 27), applied_by, tool, kind FROM limbeck_revisions";
    all.extend(database.rows(revisions));
    all.extend(database.rows("SELECT id, length(at), namespace, revision, action, run, who, tool, outcome, detail FROM limbeck_log"));
    all.extend(database.rows("SELECT * FROM limbeck_lock"));
    all.extend(database.rows("SELECT * FROM limbeck_journal"));
    all
}

fn execute(database: &Database, script: &Script) {
    let mut connection = database.open();
    for sql in script.statements() {
        connection.execute(sql).unwrap();
    }
}

#[test]
fn a_script_makes_the_same_database_as_a_run() {
    for transaction in [TransactionMode::Revision, TransactionMode::Off] {
        let options = RunOptions { transaction, ..options() };
        let (ran, scripted) = (Database::missing(), Database::missing());
        run(&ran.path, &steps(), options.clone()).unwrap();
        execute(&scripted, &script(&steps(), DialectName::Sqlite, &options).unwrap());
        assert_eq!(everything(&scripted), everything(&ran));
        assert_eq!(scripted.rows("PRAGMA foreign_key_check"), Vec::<String>::new());
    }
}

#[test]
fn a_script_in_one_transaction_makes_the_same_database_as_a_run() {
    let options = RunOptions { transaction: TransactionMode::Run, ..options() };
    let (ran, scripted) = (Database::missing(), Database::missing());
    run(&ran.path, &steps()[..2], options.clone()).unwrap();
    let text = script(&steps()[..2], DialectName::Sqlite, &options).unwrap();
    assert_eq!(text.statements().filter(|sql| *sql == "COMMIT").count(), 2);
    execute(&scripted, &text);
    assert_eq!(everything(&scripted), everything(&ran));
    assert!(script(&steps(), DialectName::Sqlite, &options).is_err());
}

#[test]
fn a_downgrade_can_be_a_script_as_well() {
    let text = "-- @revision a1\n-- @upgrade\nCREATE TABLE a (b);\n-- @downgrade\nDROP TABLE a;\n";
    let options = options();
    let (ran, scripted) = (Database::missing(), Database::missing());
    for database in [&ran, &scripted] {
        run(&database.path, &[step(text, Direction::Upgrade)], options.clone()).unwrap();
    }
    let down = [step(text, Direction::Downgrade)];
    run(&ran.path, &down, options.clone()).unwrap();
    execute(&scripted, &script(&down, DialectName::Sqlite, &options).unwrap());
    assert_eq!(everything(&scripted), everything(&ran));
}

/// Runs a text through SQLite's own shell; `None` where it isn't installed.
fn shell(database: &Database, text: &str) -> Option<bool> {
    let mut command = Command::new("sqlite3");
    command.arg(&database.path).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    // The shell may be gone before it has read all: that is what `.bail on` does.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    Some(child.wait().unwrap().success())
}

#[test]
fn the_printed_script_runs_in_the_shell_and_stops_at_the_first_error() {
    let options = options();
    let text = script(&steps(), DialectName::Sqlite, &options).unwrap().to_string();
    let (ran, scripted) = (Database::missing(), Database::missing());
    run(&ran.path, &steps(), options.clone()).unwrap();
    let Some(success) = shell(&scripted, &text) else { return };
    assert!(success);
    assert_eq!(everything(&scripted), everything(&ran));

    let mut bad = steps();
    bad.push(up("e5", Some("d4"), "CREATE TABLE e (x);\nINSERT INTO none VALUES (1);\n"));
    let broken = Database::missing();
    let text = script(&bad, DialectName::Sqlite, &options).unwrap().to_string();
    assert_eq!(shell(&broken, &text), Some(false));
    assert_eq!(broken.ids(), ["a1", "b2", "c3", "d4"]);
    assert_eq!(everything(&broken), everything(&ran));
}

#[test]
fn the_state_is_written_in_the_words_of_each_dialect() {
    let options = RunOptions {
        run: "run".to_owned(),
        who: "ann\\b".to_owned(),
        tool: "limbeck".to_owned(),
        ..RunOptions::default()
    };
    let step = step("-- It's\n-- @revision a1\n\n-- @upgrade\nSELECT 1; \n", Direction::Upgrade);
    let print = |dialect| script(std::slice::from_ref(&step), dialect, &options).unwrap().to_string();
    let postgresql = print(DialectName::PostgreSql);
    assert!(postgresql.starts_with("\\set ON_ERROR_STOP on\n"), "{postgresql}");
    for part in [
        "bigint GENERATED ALWAYS AS IDENTITY",
        "E'ann\\\\b'",
        "'It''s'",
        "ON CONFLICT (name) DO NOTHING",
        "\"limbeck_log\"",
    ] {
        assert!(postgresql.contains(part), "{part} is not in\n{postgresql}");
    }
    for dialect in [DialectName::MySql, DialectName::MariaDb] {
        let mysql = print(dialect);
        for part in [
            "ENGINE=InnoDB",
            "CHARACTER SET ascii COLLATE ascii_bin",
            "_utf8mb4 0x616E6E5C62",
            "INSERT IGNORE",
            "`limbeck_log`",
        ] {
            assert!(mysql.contains(part), "{part} is not in\n{mysql}");
        }
    }
}

#[test]
fn a_body_with_semicolons_gets_a_delimiter_on_mysql() {
    let mut step = step("-- @revision a1\n-- @upgrade\nSELECT 1;\n", Direction::Upgrade);
    step.groups[0].statements[0].sql = "CREATE TRIGGER t BEGIN SELECT 1; SELECT '//'; END".to_owned();
    let text = script(&[step], DialectName::MySql, &RunOptions::default()).unwrap().to_string();
    assert!(
        text.contains("DELIMITER //$\nCREATE TRIGGER t BEGIN SELECT 1; SELECT '//'; END\n//$\nDELIMITER ;\n"),
        "{text}"
    );
}
