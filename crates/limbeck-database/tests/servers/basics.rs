//! Up, down, and what is recorded of it.

use limbeck_database::{FailureKind, Scope, TransactionMode, reflect};
use limbeck_testing::TestDatabase;

use crate::support::{downgrade, ids, is_postgresql, options, tables, text, upgrade, upgrade_with};

on_every_server![
    revisions_are_applied_recorded_and_taken_back,
    nothing_to_do_writes_nothing,
    a_section_is_run_on_its_own_dialect_only,
    our_own_tables_are_part_of_no_catalog,
    every_text_is_kept_as_it_was_written,
    a_run_in_one_transaction_is_all_or_nothing_or_refused,
    a_revision_that_speaks_of_our_tables_is_refused,
];

fn two() -> [String; 2] {
    [
        text(
            "a1",
            None,
            "-- @upgrade\nCREATE TABLE teams (id int PRIMARY KEY, name varchar(20));\nINSERT INTO teams VALUES (1, 'größe');\n\
             -- @downgrade\nDROP TABLE teams;\n",
        ),
        text(
            "b2",
            Some("a1"),
            "-- @upgrade\nALTER TABLE teams ADD COLUMN points int;\nUPDATE teams SET points = 7;\n\
             -- @downgrade\nALTER TABLE teams DROP COLUMN points;\n",
        ),
    ]
}

fn revisions_are_applied_recorded_and_taken_back(database: &TestDatabase) {
    let report = upgrade(database, &two()).unwrap();
    assert_eq!(report.applied.len(), 2);
    assert_eq!(database.rows("SELECT * FROM teams"), ["1|größe|7"]);
    assert_eq!(
        database
            .rows("SELECT revision, parents, message, kind, applied_by FROM limbeck_revisions ORDER BY 1"),
        ["a1||Make a1|upgrade|ann@laptop", "b2|a1|Make b2|upgrade|ann@laptop"]
    );
    assert_eq!(database.rows("SELECT * FROM limbeck_journal"), Vec::<String>::new());

    let [first, second] = two();
    downgrade(database, std::slice::from_ref(&second)).unwrap();
    assert_eq!(ids(database), ["a1"]);
    assert_eq!(database.rows("SELECT * FROM teams"), ["1|größe"]);
    downgrade(database, &[first]).unwrap();
    assert_eq!((ids(database), tables(database)), (Vec::new(), Vec::new()));
    assert_eq!(
        database.rows("SELECT revision, action, outcome FROM limbeck_log ORDER BY id"),
        ["a1|apply|done", "b2|apply|done", "b2|revert|done", "a1|revert|done"]
    );
}

fn nothing_to_do_writes_nothing(database: &TestDatabase) {
    let report = upgrade(database, &[]).unwrap();
    assert!(report.already_done);
    let own = if is_postgresql(database) { "'public'" } else { "database()" };
    let count = format!("SELECT count(*) FROM information_schema.tables WHERE table_schema = {own}");
    assert_eq!(database.rows(&count), ["0"]);
}

fn a_section_is_run_on_its_own_dialect_only(database: &TestDatabase) {
    let sections: String = ["postgresql", "mysql", "mariadb", "sqlite"]
        .iter()
        .map(|dialect| format!("-- @upgrade {dialect}\nCREATE TABLE on_{dialect} (a int);\n"))
        .collect();
    upgrade(database, &[text("a1", None, &sections)]).unwrap();
    assert_eq!(tables(database), [format!("on_{}", database.server.dialect())]);
}

fn our_own_tables_are_part_of_no_catalog(database: &TestDatabase) {
    upgrade(database, &two()).unwrap();
    let catalog = reflect(&mut *database.open(), &Scope::default()).unwrap();
    let names: Vec<&str> = catalog.tables.iter().map(|table| table.name.name.as_str()).collect();
    assert_eq!(names, ["teams"]);
    assert!(catalog.sequences.is_empty(), "{:?}", catalog.sequences);
}

fn every_text_is_kept_as_it_was_written(database: &TestDatabase) {
    let down = "-- it's a \\ \"quoted\" `way` 𝄞 back\nDROP TABLE t;";
    let sections = format!("-- @upgrade\nCREATE TABLE t (a int);\n-- @downgrade\n{down}\n");
    upgrade(database, &[text("a1", None, &sections)]).unwrap();
    let applied = limbeck_database::Applied::read(&mut *database.open(), &options().state, "").unwrap();
    assert_eq!(
        applied.rows[0].downgrade.as_deref().map(str::trim_end),
        Some(&*format!("-- @downgrade\n{down}"))
    );
}

fn a_run_in_one_transaction_is_all_or_nothing_or_refused(database: &TestDatabase) {
    let mut texts = two().to_vec();
    texts.push(text("c3", Some("b2"), "-- @upgrade\nINSERT INTO not_there VALUES (1);\n"));
    let whole = limbeck_database::RunOptions { transaction: TransactionMode::Run, ..options() };
    let error = upgrade_with(&mut *database.open(), &texts, whole, &mut |_| {}).unwrap_err();
    assert_eq!(tables(database), Vec::<String>::new(), "{error}");
    if is_postgresql(database) {
        assert_eq!(error.revision.as_deref(), Some("c3"));
        assert_eq!(ids(database), Vec::<String>::new());
    } else {
        assert!(error.to_string().contains("transaction = run"), "{error}");
    }
}

fn a_revision_that_speaks_of_our_tables_is_refused(database: &TestDatabase) {
    let error =
        upgrade(database, &[text("a1", None, "-- @upgrade\nDELETE FROM limbeck_revisions;\n")]).unwrap_err();
    assert_eq!(error.kind, FailureKind::Failed);
    assert!(error.to_string().contains("limbeck stamp"), "{error}");
}
