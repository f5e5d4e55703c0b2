//! The state tables: creating, reading, writing, repairing.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail by panicking")]

mod support;

use limbeck_database::{
    Applied, AppliedRow, Connection, DatabaseError, Engine, FORMAT, FailureKind, PlanFailure, Repair,
    RowKind, RunOptions, Stamp, StateNames, StateSql, When, ensure_state, literal, repair, stamp,
    state_exists,
};
use limbeck_revision::Direction;
use limbeck_url::DialectName;
use support::{Database, open, options, rows, run, up};

/// Texts that are broken easily.
const HARD: &[&str] = &[
    "it's",
    "a''b",
    "\\",
    "\\'",
    "\"x\"",
    "`",
    "a\nb\r\n",
    "100 %",
    "-- c",
    "/* c",
    "ü😀",
    "a\0b",
    "${x} :y ?1 @z",
];

fn row(id: &str) -> AppliedRow {
    AppliedRow {
        namespace: String::new(),
        revision: id.to_owned(),
        parents: vec!["p1".to_owned(), "p2".to_owned()],
        depends_on: Vec::new(),
        labels: vec!["main".to_owned()],
        message: "Message".to_owned(),
        checksum: "sha256:00".to_owned(),
        downgrade: None,
        applied_at: String::new(),
        duration_ms: 0,
        applied_by: "ann".to_owned(),
        tool: "limbeck 9".to_owned(),
        kind: RowKind::Stamp,
    }
}

fn do_stamp(
    database: &Database,
    insert: &[&str],
    delete: &[&str],
) -> Result<(), limbeck_database::ApplyError> {
    let mut connection = open(&database.path).unwrap();
    let mut engine = Engine { connection: &mut *connection, options: options() };
    let wanted = Stamp {
        insert: insert.iter().map(|id| row(id)).collect(),
        delete: delete.iter().map(|id| (*id).to_owned()).collect(),
    };
    stamp(&mut engine, &mut |_| Ok(wanted.clone()), &mut |_| {}).map(drop)
}

#[test]
fn the_four_tables_are_made_together_and_once() {
    let database = Database::with("");
    let names = StateNames::default();
    let mut connection = database.open();
    assert!(!state_exists(&mut *connection, &names).unwrap());
    assert_eq!(Applied::read(&mut *connection, &names, "").unwrap(), Applied::default());
    ensure_state(&mut *connection, &names).unwrap();
    ensure_state(&mut *connection, &names).unwrap();
    assert!(state_exists(&mut *connection, &names).unwrap());
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    assert_eq!(
        rows(&mut *connection, tables),
        ["limbeck_journal", "limbeck_lock", "limbeck_log", "limbeck_revisions"]
    );
    let applied = Applied::read(&mut *connection, &names, "").unwrap();
    assert!(applied.initialized && applied.rows.is_empty() && applied.open.is_empty());
}

#[test]
fn the_columns_are_those_of_the_contract() {
    let database = Database::with("");
    ensure_state(&mut *database.open(), &StateNames::default()).unwrap();
    let columns = |table: &str| {
        database
            .rows(&format!(
                "SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info('limbeck_{table}')"
            ))
            .join(" ")
    };
    assert_eq!(
        columns("revisions"),
        "namespace|varchar(64)|1|1 revision|varchar(255)|1|2 parents|text|1|0 depends_on|text|1|0 labels|text|1|0 message|text|1|0 \
         checksum|varchar(80)|1|0 downgrade|text|0|0 applied_at|varchar(32)|1|0 duration_ms|bigint|1|0 applied_by|varchar(255)|1|0 \
         tool|varchar(64)|1|0 kind|varchar(16)|1|0"
    );
    assert_eq!(
        columns("journal"),
        "namespace|varchar(64)|1|1 run|varchar(36)|1|0 revision|varchar(255)|1|2 direction|varchar(9)|1|3 position|integer|1|4 \
         statement|text|1|0 statement_hash|varchar(80)|1|0 class|varchar(16)|1|0 state|varchar(8)|1|0 session|varchar(255)|0|0 \
         fence|bigint|0|0 objects|text|0|0 before_hash|varchar(80)|0|0 started_at|varchar(32)|0|0 finished_at|varchar(32)|0|0 \
         error|text|0|0"
    );
    assert_eq!(
        columns("lock"),
        "name|varchar(128)|1|1 owner|varchar(255)|0|0 host|varchar(255)|0|0 fence|bigint|1|0 acquired_at|varchar(32)|0|0 \
         heartbeat_at|varchar(32)|0|0 expires_at|varchar(32)|0|0 format|integer|0|0"
    );
    assert_eq!(
        columns("log"),
        "id|integer|0|1 at|varchar(32)|1|0 namespace|varchar(64)|1|0 revision|varchar(255)|1|0 action|varchar(16)|1|0 \
         run|varchar(36)|1|0 who|varchar(255)|1|0 tool|varchar(64)|1|0 outcome|varchar(16)|1|0 detail|text|0|0"
    );
}

#[test]
fn tables_of_a_newer_limbeck_are_left_alone() {
    let database = Database::missing();
    run(&database.path, &[up("a1", None, "CREATE TABLE a (b);\n")], options()).unwrap();
    database.open().execute(&format!("UPDATE limbeck_lock SET format = {}", FORMAT + 1)).unwrap();
    let before = fs_err::read(&database.path).unwrap();
    let mut connection = database.open();
    let names = StateNames::default();
    for error in [
        Applied::read(&mut *connection, &names, "").map(drop).unwrap_err(),
        ensure_state(&mut *connection, &names).unwrap_err(),
    ] {
        assert!(matches!(error, DatabaseError::NewerFormat { found, .. } if found == FORMAT + 1), "{error}");
        assert!(error.to_string().contains("written by a newer limbeck"), "{error}");
    }
    let steps = [up("b2", None, "CREATE TABLE c (b);\n")];
    assert!(run(&database.path, &steps, options()).unwrap_err().to_string().contains("newer limbeck"));
    assert!(do_stamp(&database, &["x"], &[]).unwrap_err().to_string().contains("newer limbeck"));
    assert_eq!(fs_err::read(&database.path).unwrap(), before);
}

#[test]
fn a_missing_table_is_not_taken_for_nothing_applied() {
    for gone in ["revisions", "journal", "lock"] {
        let database = Database::missing();
        let steps = [up("a1", None, "CREATE TABLE a (b);\n")];
        run(&database.path, &steps, options()).unwrap();
        database.open().execute(&format!("DROP TABLE limbeck_{gone}")).unwrap();
        let error = run(&database.path, &steps, options()).unwrap_err().to_string();
        assert!(
            error.contains(&format!("the state tables are incomplete: `limbeck_{gone}` is missing")),
            "{error}"
        );
    }
}

#[test]
fn a_temporary_table_does_not_hide_the_state() {
    let database = Database::missing();
    run(&database.path, &[up("a1", None, "CREATE TABLE a (b);\n")], options()).unwrap();
    let body = "CREATE TEMP TABLE limbeck_revisions (x);\nCREATE TEMP TABLE limbeck_log (x);\n";
    run(&database.path, &[up("b2", Some("a1"), body)], options()).unwrap();
    assert_eq!(database.ids(), ["a1", "b2"]);
}

#[test]
fn other_names_are_followed() {
    let database = Database::missing();
    let state = StateNames { table: "Ann's \"own\"_revisions".to_owned(), schema: None };
    let options = RunOptions { state: state.clone(), ..options() };
    run(&database.path, &[up("a1", None, "CREATE TABLE a (b);\n")], options).unwrap();
    let tables =
        database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'a' ORDER BY name");
    assert_eq!(tables, ["journal", "lock", "log", "revisions"].map(|name| format!("Ann's \"own\"_{name}")));
    assert!(Applied::read(&mut *database.open(), &state, "").unwrap().contains("a1"));
}

#[test]
fn every_text_comes_back_as_it_was_written() {
    let database = Database::with("");
    let mut connection = database.open();
    ensure_state(&mut *connection, &StateNames::default()).unwrap();
    let sql = StateSql::new(&StateNames::default(), DialectName::Sqlite);
    for (number, text) in HARD.iter().enumerate() {
        assert_eq!(
            rows(&mut *connection, &format!("SELECT {}", literal(text, DialectName::Sqlite))),
            [*text]
        );
        let id = format!("r{number}");
        let written = AppliedRow {
            message: (*text).to_owned(),
            downgrade: Some((*text).to_owned()),
            applied_by: (*text).to_owned(),
            applied_at: "2026-11-23T07:11:01.000000Z".to_owned(),
            duration_ms: i64::MAX,
            kind: RowKind::Adopt,
            ..row(&id)
        };
        connection.execute(&sql.insert_revision(&written, &When::At(written.applied_at.clone()))).unwrap();
        let applied = Applied::read(&mut *connection, &StateNames::default(), "").unwrap();
        assert_eq!(applied.get(&id), Some(&written));
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_itself_as_a_literal(text in "(?s).{0,40}|['\\\\\"`\u{0}\n;-]{0,12}") {
        let mut connection = limbeck_database::connect(
            &limbeck_url::DatabaseUrl::parse("sqlite::memory:").unwrap(),
            &limbeck_database::ConnectOptions::default(),
        )
        .unwrap();
        let read = rows(&mut *connection, &format!("SELECT {}", literal(&text, DialectName::Sqlite)));
        proptest::prop_assert_eq!(read, [text]);
    }
}

#[test]
fn what_a_revision_stands_on_is_read_from_its_record() {
    let database = Database::missing();
    do_stamp(&database, &["p1", "p2", "a1"], &[]).unwrap();
    database
        .open()
        .execute("UPDATE limbeck_revisions SET depends_on = 'p2 label' WHERE revision = 'p1'")
        .unwrap();
    let set = database.applied().set();
    assert_eq!(set.iter().collect::<Vec<_>>(), ["a1", "p1", "p2"]);
    let mut expected = limbeck_revision::AppliedSet::new();
    let parents = || ["p1".to_owned(), "p2".to_owned()];
    expected.insert_with_parents("a1", parents());
    expected.insert_with_parents("p1", parents().into_iter().chain(["p2".to_owned()]));
    expected.insert_with_parents("p2", parents());
    assert_eq!(set, expected);
}

#[test]
fn a_stamp_is_all_or_nothing() {
    let database = Database::missing();
    do_stamp(&database, &["a1", "b2"], &[]).unwrap();
    assert_eq!(database.ids(), ["a1", "b2"]);
    assert_eq!(
        database.rows("SELECT revision, kind, parents, length(applied_at) FROM limbeck_revisions"),
        ["a1|stamp|p1 p2|27", "b2|stamp|p1 p2|27"]
    );
    // The second of two rows breaks a rule of the table: the first must not stay either.
    database
        .open()
        .execute("CREATE TRIGGER no BEFORE INSERT ON limbeck_revisions WHEN new.revision = 'z9' BEGIN SELECT RAISE(ABORT, 'not this one'); END")
        .unwrap();
    let error = do_stamp(&database, &["c3", "z9"], &["a1"]).unwrap_err();
    assert!(error.to_string().contains("not this one"), "{error}");
    assert_eq!(database.ids(), ["a1", "b2"]);
    do_stamp(&database, &["b2", "c3"], &["a1"]).unwrap();
    assert_eq!(database.ids(), ["b2", "c3"]);
    assert_eq!(
        database.rows("SELECT action, revision FROM limbeck_log ORDER BY id"),
        ["stamp|a1", "stamp|b2", "unstamp|a1", "stamp|b2", "stamp|c3"]
    );
}

#[test]
fn a_stamp_that_can_not_be_decided_creates_nothing() {
    let database = Database::with("");
    let mut connection = database.open();
    let mut engine = Engine { connection: &mut *connection, options: options() };
    let mut refuse = |_: &Applied| -> Result<Stamp, PlanFailure> { Err("there is no revision x".into()) };
    let error = stamp(&mut engine, &mut refuse, &mut |_| {}).unwrap_err();
    assert_eq!(error.to_string(), "there is no revision x");
    assert_eq!(database.rows("SELECT * FROM sqlite_schema"), Vec::<String>::new());
}

const BODY: &str = "-- @upgrade transaction=off\nCREATE TABLE a (b);\nINSERT INTO a VALUES (1);\nINSERT INTO none VALUES (2);\n";

fn half_done() -> Database {
    let database = Database::missing();
    run(&database.path, &[up("a1", None, BODY)], options()).unwrap_err();
    database
}

fn do_repair(database: &Database, decision: &Repair<'_>) -> Result<(), limbeck_database::ApplyError> {
    let mut connection: Box<dyn Connection> = database.open();
    let mut engine = Engine { connection: &mut *connection, options: options() };
    repair(&mut engine, decision, &mut |_| {})
}

#[test]
fn what_is_half_done_can_not_be_stamped() {
    let database = half_done();
    let error = do_stamp(&database, &["a1"], &[]).unwrap_err();
    assert_eq!(error.kind, FailureKind::NeedsRepair);
    do_stamp(&database, &["b2"], &[]).unwrap();
    assert_eq!(database.ids(), ["b2"]);
}

#[test]
fn a_statement_taken_as_done_does_not_run() {
    let database = half_done();
    let step = up("a1", None, BODY);
    let statement = &step.groups[2].statements[0];
    let (revision, direction) = ("a1".to_owned(), Direction::Upgrade);
    do_repair(&database, &Repair::AssumeDone { revision, direction, statement }).unwrap();
    run(&database.path, &[step], options()).unwrap();
    assert_eq!(database.ids(), ["a1"]);
    assert_eq!(
        database.rows("SELECT action, detail FROM limbeck_log WHERE action = 'repair'"),
        ["repair|statement 3 of the upgrade is taken as done"]
    );
}

#[test]
fn a_changed_statement_is_accepted_or_run_again() {
    let changed = BODY.replace("(1)", "(100)").replace("none", "a");
    for (redo, expected) in [(true, ["1", "100", "2"].as_slice()), (false, ["1", "2"].as_slice())] {
        let database = half_done();
        let step = up("a1", None, &changed);
        assert_eq!(run(&database.path, std::slice::from_ref(&step), options()).unwrap_err().exit_code(), 5);
        let (revision, direction) = ("a1".to_owned(), Direction::Upgrade);
        let decision = if redo {
            Repair::Redo { revision, direction, position: 2 }
        } else {
            Repair::AssumeDone { revision, direction, statement: &step.groups[1].statements[0] }
        };
        do_repair(&database, &decision).unwrap();
        run(&database.path, &[step], options()).unwrap();
        assert_eq!(database.rows("SELECT b FROM a"), expected);
    }
}

#[test]
fn a_revision_that_was_undone_by_hand_is_begun_anew() {
    let database = half_done();
    database.open().execute("DROP TABLE a").unwrap();
    do_repair(&database, &Repair::Forget { revision: "a1".to_owned(), direction: Direction::Upgrade })
        .unwrap();
    run(&database.path, &[up("a1", None, &BODY.replace("none", "a"))], options()).unwrap();
    assert_eq!(database.rows("SELECT b FROM a"), ["1", "2"]);
}

#[test]
fn there_must_be_something_to_repair() {
    let database = Database::missing();
    run(&database.path, &[up("a1", None, "CREATE TABLE a (b);\n")], options()).unwrap();
    let forget = |id: &str| Repair::Forget { revision: id.to_owned(), direction: Direction::Upgrade };
    let error = do_repair(&database, &forget("a1")).unwrap_err();
    assert!(error.to_string().contains("there is nothing to repair"), "{error}");
    let accept = |id: &str| Repair::AcceptFile {
        revision: id.to_owned(),
        checksum: "sha256:11".to_owned(),
        downgrade: Some("x".to_owned()),
    };
    assert!(do_repair(&database, &accept("b2")).is_err());
    do_repair(&database, &accept("a1")).unwrap();
    assert_eq!(database.rows("SELECT checksum, downgrade FROM limbeck_revisions"), ["sha256:11|x"]);
}
