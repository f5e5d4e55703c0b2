//! Another's lock in the way: named, waited for, and given up in the end.

use std::time::Duration;

use limbeck_database::Event;
use limbeck_testing::TestDatabase;

use crate::support::{ids, impatient, is_postgresql, options, text, upgrade_with};

on_every_server![a_lock_in_the_way_is_named_and_waited_for];

fn a_lock_in_the_way_is_named_and_waited_for(database: &TestDatabase) {
    database.execute("CREATE TABLE t (a int)");
    let mut other = database.open();
    other.begin().unwrap();
    other.query("SELECT * FROM t").unwrap();
    other.execute("INSERT INTO t VALUES (1)").unwrap();

    let texts =
        [text("a1", None, "-- @upgrade\nCREATE TABLE first (a int);\nALTER TABLE t ADD COLUMN b int;\n")];
    let mut warnings = Vec::new();
    let mut retries = 0;
    let mut connection = impatient(database, Duration::from_millis(200));
    upgrade_with(&mut *connection, &texts, options(), &mut |event| match event {
        Event::Warning { message } => warnings.push(message),
        Event::Retrying { .. } => {
            retries += 1;
            if retries == 2 {
                other.rollback().unwrap();
            }
        }
        _ => {}
    })
    .unwrap();
    assert!(retries >= 2);
    assert!(warnings.iter().any(|warning| warning.contains("the lock is held by session")), "{warnings:?}");
    assert_eq!(ids(database), ["a1"]);

    // Who never lets go is named in the error, and what was done in that transaction is gone.
    other.begin().unwrap();
    other.execute("INSERT INTO t VALUES (1, 1)").unwrap();
    let texts = [text(
        "b2",
        Some("a1"),
        "-- @upgrade\nCREATE TABLE second (a int);\nALTER TABLE t ADD COLUMN c int;\n",
    )];
    let error = upgrade_with(&mut *connection, &texts, options(), &mut |_| {}).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("tried 6 times") && said.contains("the lock is held by session"), "{said}");
    let own = if is_postgresql(database) { "'public'" } else { "database()" };
    let second = format!(
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = {own} AND table_name = 'second'"
    );
    assert_eq!(database.rows(&second), [if is_postgresql(database) { "0" } else { "1" }]);
    other.rollback().unwrap();
    let mut patient = database.open();
    upgrade_with(&mut *patient, &texts, options(), &mut |_| {}).unwrap();
    assert_eq!(ids(database), ["a1", "b2"]);
}
