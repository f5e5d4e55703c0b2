//! What may run in a scratch database, and how a statement is changed for it. (Classes are tested with the splitter's cases.)

use std::str::FromStr as _;

use limbeck_sql::{Class, LexMode, classify, refuse_in_scratch, without_concurrently};
use limbeck_url::DialectName::{self, MariaDb, MySql, PostgreSql, Sqlite};

fn reason(statement: &str, dialect: DialectName) -> Option<String> {
    refuse_in_scratch(statement, dialect, LexMode::default())
}

#[test]
fn what_reaches_out_of_a_scratch_database_is_refused() {
    let refused = [
        (PostgreSql, "BEGIN", "BEGIN"),
        (PostgreSql, "CREATE DATABASE d", "DATABASE"),
        (PostgreSql, "DROP DATABASE IF EXISTS d", "DATABASE"),
        (PostgreSql, "ALTER DATABASE d SET work_mem = 1", "DATABASE"),
        (PostgreSql, "CREATE USER joe", "roles"),
        (PostgreSql, "ALTER ROLE joe SUPERUSER", "roles"),
        (PostgreSql, "DROP OWNED BY joe", "roles"),
        (PostgreSql, "ALTER SYSTEM RESET ALL", "ALTER SYSTEM"),
        (PostgreSql, "COPY t FROM PROGRAM 'x'", "PROGRAM"),
        (PostgreSql, "COPY (SELECT 1) TO '/x'", "file"),
        (PostgreSql, "CREATE TABLESPACE s LOCATION '/x'", "tablespace"),
        (PostgreSql, "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", "subscription"),
        (PostgreSql, "LOAD 'x'", "library"),
        (MySql, "USE other", "USE"),
        (MySql, "CREATE SCHEMA s", "DATABASE"),
        (MySql, "/*!40000 DROP DATABASE IF EXISTS d */", "DATABASE"),
        (MySql, "SET GLOBAL a = 1", "SET GLOBAL"),
        (MySql, "SET @a = 1, @@GLOBAL.b = 2", "SET GLOBAL"),
        (MySql, "LOAD DATA INFILE 'x' INTO TABLE t", "LOAD DATA"),
        (MySql, "SELECT 1 INTO OUTFILE 'x'", "OUTFILE"),
        (MySql, "SET autocommit = 0", "autocommit"),
        (MySql, "RENAME USER a TO b", "roles"),
        (MySql, "CREATE USER 'a'@'b'", "roles"),
        (MariaDb, "FLUSH TABLES", "server"),
        (MariaDb, "XA BEGIN 'x'", "XA"),
        (Sqlite, "ATTACH 'x' AS y", "ATTACH"),
        (Sqlite, "VACUUM INTO 'x'", "VACUUM INTO"),
        (Sqlite, "SELECT load_extension('x')", "load_extension"),
        (Sqlite, "COMMIT", "COMMIT"),
    ];
    for (dialect, statement, word) in refused {
        let reason = reason(statement, dialect).unwrap_or_else(|| panic!("{dialect}: {statement} passes"));
        assert!(reason.contains(word), "{statement}: {reason}");
    }
}

#[test]
fn definitions_settings_and_grants_may_run_in_a_scratch_database() {
    let allowed = [
        (PostgreSql, "CREATE TABLE t (a int)"),
        (PostgreSql, "SET search_path = app"),
        (PostgreSql, "GRANT SELECT ON t TO joe"),
        (PostgreSql, "CREATE SCHEMA s"),
        (PostgreSql, "CREATE USER MAPPING FOR joe SERVER s"),
        (PostgreSql, "ALTER TABLE t OWNER TO joe"),
        (PostgreSql, "COPY t TO STDOUT"),
        (PostgreSql, "CREATE INDEX CONCURRENTLY i ON t (a)"),
        (MySql, "SET NAMES utf8mb4"),
        (MySql, "LOCK TABLES t WRITE"),
        (MySql, "CREATE VIEW v AS SELECT @@global.a"),
        (Sqlite, "PRAGMA foreign_keys = OFF"),
        (Sqlite, "CREATE TABLE attach (load_extension int)"),
        (Sqlite, "INSERT INTO t VALUES (1)"),
    ];
    for (dialect, statement) in allowed {
        assert_eq!(reason(statement, dialect), None, "{dialect}: {statement}");
    }
}

#[test]
fn concurrently_is_taken_out_where_it_is_an_option() {
    let cases = [
        ("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX i ON t (a)"),
        (
            "CREATE INDEX /* now */ CONCURRENTLY IF NOT EXISTS i ON t (a)",
            "CREATE INDEX /* now */ IF NOT EXISTS i ON t (a)",
        ),
        ("DROP INDEX CONCURRENTLY i", "DROP INDEX i"),
        ("REINDEX TABLE CONCURRENTLY t", "REINDEX TABLE t"),
        ("REFRESH MATERIALIZED VIEW CONCURRENTLY v", "REFRESH MATERIALIZED VIEW v"),
        ("ALTER TABLE p DETACH PARTITION q CONCURRENTLY", "ALTER TABLE p DETACH PARTITION q"),
        ("CREATE TABLE concurrently (a int)", "CREATE TABLE concurrently (a int)"),
        ("ALTER TABLE p DETACH PARTITION concurrently", "ALTER TABLE p DETACH PARTITION concurrently"),
        ("SELECT 'CONCURRENTLY', concurrently FROM t", "SELECT 'CONCURRENTLY', concurrently FROM t"),
    ];
    for (statement, expected) in cases {
        assert_eq!(without_concurrently(statement, PostgreSql, LexMode::default()), expected);
    }
}

#[test]
fn classes_are_read_back_from_their_words() {
    for class in [Class::Transactional, Class::Barrier, Class::Alone, Class::Session, Class::Refused] {
        assert_eq!(Class::from_str(class.as_str()), Ok(class));
    }
    assert!(Class::from_str("other").expect_err("no class").to_string().contains("`other`"));
}

#[test]
fn the_mode_decides_what_a_name_is() {
    let ansi = LexMode { ansi_quotes: true, ..LexMode::default() };
    let statement = "DROP TABLE \"a\"";
    assert_eq!(classify(statement, MySql, ansi).drops.len(), 1);
    assert_eq!(classify(statement, MySql, LexMode::default()).drops.len(), 0);
}
