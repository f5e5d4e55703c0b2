//! Every revision finds the session as it was after connecting, and keeps no lock and no state table from the next.

use limbeck_testing::TestDatabase;

use crate::support::{ids, is_postgresql, text, upgrade};

on_every_server![
    the_session_of_one_revision_does_not_reach_the_next,
    what_a_dump_begins_with_hides_nothing,
    routines_have_the_collation_of_the_database
];

fn the_session_of_one_revision_does_not_reach_the_next(database: &TestDatabase) {
    let (set, look) = if is_postgresql(database) {
        ("SET lock_timeout = 12345; CREATE TEMP TABLE mine (a int);", "current_setting('lock_timeout')")
    } else {
        (
            "SET SESSION sql_mode = 'ANSI_QUOTES'; SET @mine = 7; CREATE TEMPORARY TABLE mine (a int);",
            "concat(@@sql_mode, coalesce(@mine, ''))",
        )
    };
    let texts = [
        text(
            "a1",
            None,
            &format!("-- @upgrade\nCREATE TABLE seen (a varchar(200));\nINSERT INTO seen SELECT {look};\n"),
        ),
        text("b2", Some("a1"), &format!("-- @upgrade\n{set}\nINSERT INTO seen SELECT {look};\n")),
        text(
            "c3",
            Some("b2"),
            &format!("-- @upgrade\nINSERT INTO seen SELECT {look};\nCREATE TABLE mine (b int);\n"),
        ),
    ];
    upgrade(database, &texts).unwrap();
    let seen = database.rows("SELECT a FROM seen");
    assert_eq!(seen.len(), 3);
    assert!(seen[0] == seen[2] && seen[0] != seen[1], "{seen:?}");
    assert_eq!(ids(database), ["a1", "b2", "c3"]);
}

fn what_a_dump_begins_with_hides_nothing(database: &TestDatabase) {
    let body = if is_postgresql(database) {
        "SET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);\nSET client_min_messages = warning;\n\
         CREATE TABLE public.t (a int);\n"
    } else {
        "/*!40101 SET NAMES utf8mb4 */;\n/*!40014 SET FOREIGN_KEY_CHECKS=0 */;\n/*!40103 SET TIME_ZONE='+05:00' */;\n\
         CREATE TABLE t (a int);\n"
    };
    let next = "-- @upgrade\nINSERT INTO t VALUES (1);\n";
    let texts = [text("a1", None, &format!("-- @upgrade\n{body}")), text("b2", Some("a1"), next)];
    upgrade(database, &texts).unwrap();
    assert_eq!(ids(database), ["a1", "b2"]);
}

/// In the first revision of a run as in one after a session that was made new.
fn routines_have_the_collation_of_the_database(database: &TestDatabase) {
    if is_postgresql(database) {
        return;
    }
    database.execute(&format!("ALTER DATABASE `{}` COLLATE latin1_general_cs", database.name));
    let create = |name: &str| {
        format!("CREATE FUNCTION {name} (a varchar(9)) RETURNS varchar(9) DETERMINISTIC RETURN a;\n")
    };
    let texts = [
        text("a1", None, &format!("-- @upgrade\n{}SET @mine = 7;\n", create("f"))),
        text("b2", Some("a1"), &format!("-- @upgrade\n{}", create("g"))),
    ];
    upgrade(database, &texts).unwrap();
    let collations = "SELECT DISTINCT collation_name FROM information_schema.parameters WHERE specific_schema = DATABASE()";
    assert_eq!(database.rows(collations), ["latin1_general_cs"]);
}
