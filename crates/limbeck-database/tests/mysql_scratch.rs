//! The scratch place of MySQL and MariaDB: what a file may not do, that the live database does not notice, and that nothing stays behind.
#![cfg(feature = "mysql")]
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use limbeck_database::{LoadError, Scope, Scratch, reflect};
use limbeck_testing::TestDatabase;

/// One test for each of the two.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use limbeck_testing::TestServer;

            #[test]
            fn mariadb() {
                if let Some(database) = TestServer::MariaDb.database() {
                    super::$test(&database);
                }
            }

            #[test]
            fn mysql() {
                if let Some(database) = TestServer::MySql.database() {
                    super::$test(&database);
                }
            }
        }
    )* };
}

on_both!(
    what_reaches_out_is_refused_before_anything_runs,
    a_dump_of_the_own_database_is_loaded,
    nothing_stays_behind,
    what_the_dead_have_left_is_swept,
);

fn scratch(database: &TestDatabase) -> Scratch {
    Scratch::open_on(database.server.dialect(), Some(&database.url())).unwrap()
}

/// The scratch databases that hold a table of this name.
fn with_table(database: &TestDatabase, table: &str) -> Vec<String> {
    database.rows(&format!(
        "SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = '{table}' AND TABLE_SCHEMA LIKE 'lk\\_%'"
    ))
}

fn what_reaches_out_is_refused_before_anything_runs(database: &TestDatabase) {
    database.execute("CREATE TABLE t (a int)");
    database.execute("INSERT INTO t VALUES (1), (2)");
    let own = &database.name;
    let live = reflect(&mut *database.open(), &Scope::default()).unwrap();
    for bad in [
        "COMMIT",
        "START TRANSACTION",
        "SET autocommit = 0",
        "USE mysql",
        "CREATE DATABASE other_one",
        "/*!50000 DROP DATABASE IF EXISTS other_one */",
        &format!("DROP DATABASE {own}"),
        &format!("ALTER DATABASE {own} CHARACTER SET latin1"),
        "CREATE TABLE mysql.never (a int)",
        "CREATE VIEW v AS SELECT 1 FROM t JOIN mysql.user",
        "INSERT INTO mysql.user VALUES (1)",
        "LOAD DATA INFILE '/etc/passwd' INTO TABLE t",
        "SELECT 1 INTO OUTFILE '/tmp/never'",
        "SET GLOBAL max_connections = 1",
        "SET @@global.max_connections = 1",
        "GRANT ALL ON *.* TO nobody",
        "CREATE USER nobody",
        "KILL 1",
        "FLUSH TABLES",
        "PREPARE s FROM 'DROP TABLE t'",
        "CREATE EVENT e ON SCHEDULE EVERY 1 SECOND DO DROP DATABASE other_one",
        "CREATE PROCEDURE p() BEGIN PREPARE s FROM @x; EXECUTE s; END; CALL p()",
    ] {
        let table = format!("refused_{}", std::process::id());
        let text = format!(
            "CREATE TABLE {table} (a int);\n-- and then\n{};\n",
            bad.replace("END; CALL", "END;\nCALL")
        );
        let mut scratch = scratch(database);
        let refused = scratch.load(&text, "schema.sql").unwrap_err();
        let line = if bad.contains("CALL") { 4 } else { 3 };
        assert!(matches!(&refused, LoadError::Refused { line: at, .. } if *at == line), "{bad}: {refused}");
        assert!(refused.to_string().starts_with(&format!("schema.sql:{line}:1: ")), "{refused}");
        assert_eq!(with_table(database, &table), Vec::<String>::new(), "{bad}");
    }
    assert_eq!(reflect(&mut *database.open(), &Scope::default()).unwrap(), live);
    assert_eq!(database.rows("SELECT count(*) FROM t"), ["2"]);
}

/// As `mysqldump --databases --routines --events` writes one.
fn a_dump_of_the_own_database_is_loaded(database: &TestDatabase) {
    let own = &database.name;
    database.execute("CREATE TABLE live (a int)");
    let text = format!(
        "/*M!999999\\- enable the sandbox mode */\n\
         /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n\
         /*!40101 SET NAMES utf8 */;\n\
         CREATE DATABASE /*!32312 IF NOT EXISTS*/ `{own}` /*!40100 DEFAULT CHARACTER SET latin1 */;\n\
         USE `{own}`;\n\
         DROP TABLE IF EXISTS `child`;\n\
         CREATE TABLE `child` (`id` int, `parent_id` int, KEY `p` (`parent_id`), CONSTRAINT `c` FOREIGN KEY (`parent_id`) REFERENCES `{own}`.`parent` (`id`));\n\
         LOCK TABLES `child` WRITE;\n\
         /*!40000 ALTER TABLE `child` DISABLE KEYS */;\n\
         INSERT INTO `child` VALUES (1,1);\n\
         UNLOCK TABLES;\n\
         /*!50003 SET sql_mode = 'ANSI_QUOTES' */;\n\
         DELIMITER ;;\n\
         /*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER \"g\" BEFORE INSERT ON \"child\" FOR EACH ROW BEGIN\n\
         SET NEW.id = 1;\n\
         END */;;\n\
         CREATE DEFINER=`nobody`@`%` PROCEDURE \"p\"() DELETE FROM \"child\" ;;\n\
         DELIMITER ;\n\
         CREATE TABLE \"parent\" (\"id\" int PRIMARY KEY, \"größe\" varchar(10) DEFAULT 'ß');\n\
         /*!50001 CREATE ALGORITHM=UNDEFINED */\n\
         /*!50013 DEFINER=`nobody`@`%` SQL SECURITY DEFINER */\n\
         /*!50001 VIEW \"v\" AS SELECT \"{own}\".\"child\".\"id\" FROM \"{own}\".\"child\" */;\n"
    );
    let mut scratch = scratch(database);
    let loaded = scratch.load(&text, "dump.sql").unwrap();
    assert_eq!(loaded.skipped.iter().map(|skipped| skipped.line).collect::<Vec<_>>(), [10]);
    let catalog = scratch.reflect(&Scope::default()).unwrap();
    let tables: Vec<&str> = catalog.tables.iter().map(|table| &*table.name.name).collect();
    assert_eq!(tables, ["child", "parent"]);
    assert_eq!(catalog.tables[0].foreign_keys[0].referred_table.schema, None);
    assert_eq!(catalog.tables[0].triggers.len(), 1);
    assert_eq!(catalog.tables[1].columns[1].name, "größe");
    assert_eq!(catalog.tables[1].columns[1].default.as_ref().unwrap().as_str(), "'ß'");
    assert_eq!(catalog.views[0].definition.as_str(), "select `child`.`id` AS `id` from `child`");
    assert_eq!(catalog.routines.len(), 1);
    // The live database has still one table, and none of the file's.
    assert_eq!(database.rows("SHOW TABLES"), ["live"]);
}

fn nothing_stays_behind(database: &TestDatabase) {
    let table = format!("left_{}", std::process::id());
    let mut scratch = scratch(database);
    scratch.load(&format!("CREATE TABLE {table} (a int);"), "schema.sql").unwrap();
    assert_eq!(with_table(database, &table).len(), 1);
    let error = scratch.load("CREATE TABLE wrong (a nothing);", "schema.sql").unwrap_err();
    assert!(matches!(error, LoadError::Statement { line: 1, .. }), "{error}");
    drop(scratch);
    assert_eq!(with_table(database, &table), Vec::<String>::new());

    // Somebody ends the session: the database goes through another one.
    let mut scratch = self::scratch(database);
    scratch.load(&format!("CREATE TABLE {table} (a int);"), "schema.sql").unwrap();
    let name = with_table(database, &table).remove(0);
    for id in database.rows(&format!("SELECT ID FROM information_schema.PROCESSLIST WHERE DB = '{name}'")) {
        database.execute(&format!("KILL {id}"));
    }
    assert!(scratch.load("CREATE TABLE more (a int);", "schema.sql").is_err());
    drop(scratch);
    assert_eq!(with_table(database, &table), Vec::<String>::new());
}

fn what_the_dead_have_left_is_swept(database: &TestDatabase) {
    let table = format!("swept_{}", std::process::id());
    let mut alive = scratch(database);
    alive.load(&format!("CREATE TABLE {table} (a int);"), "schema.sql").unwrap();
    let name = with_table(database, &table).remove(0);
    // The first half of the name says which server; the other one is anything.
    let (server, number) = (&name[..11], std::process::id());
    let dead = format!("{server}{number:08x}");
    let others =
        [format!("lk_{number:016x}"), format!("{server}{number:08x}_mine"), format!("{server}x{number:07x}")];
    for name in others.iter().chain([&dead]) {
        database.execute(&format!("CREATE DATABASE {name}"));
        database.execute(&format!("CREATE TABLE {name}.{table} (a int)"));
    }
    let mut next = scratch(database);
    next.load("CREATE TABLE t (a int);", "schema.sql").unwrap();
    let left = with_table(database, &table);
    for name in &others {
        database.execute(&format!("DROP DATABASE {name}"));
    }
    assert!(!left.contains(&dead), "{left:?}");
    assert!(left.contains(&name), "one that is in use was taken");
    assert!(others.iter().all(|name| left.contains(name)), "{left:?}");
    assert_eq!(alive.reflect(&Scope::default()).unwrap().tables.len(), 1);
}
