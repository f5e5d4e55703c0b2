PRAGMA foreign_keys = OFF; PRAGMA foreign_keys(0); PRAGMA main.foreign_keys = 1; PRAGMA foreign_keys;
PRAGMA journal_mode = WAL; PRAGMA journal_mode; PRAGMA wal_checkpoint; PRAGMA synchronous = 1;
PRAGMA user_version = 3; PRAGMA defer_foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA table_info(t);
VACUUM; VACUUM INTO 'x'; ATTACH 'x' AS y; DETACH y; REINDEX; ANALYZE t;
BEGIN IMMEDIATE; COMMIT; END; ROLLBACK; SAVEPOINT s; ROLLBACK TO s; RELEASE s;
