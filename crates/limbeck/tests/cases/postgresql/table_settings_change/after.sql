CREATE TABLE t (id integer PRIMARY KEY, a text, b text) WITH (fillfactor = 80, toast.autovacuum_enabled = false);
ALTER TABLE t ALTER b SET STATISTICS 500, ALTER a SET STORAGE EXTERNAL, ALTER a SET (n_distinct = 5);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TABLE r (id integer PRIMARY KEY, code text NOT NULL);
CREATE UNIQUE INDEX r_code ON r (code);
ALTER TABLE r REPLICA IDENTITY USING INDEX r_code;
