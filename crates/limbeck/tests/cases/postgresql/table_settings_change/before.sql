CREATE TABLE t (id integer PRIMARY KEY, a text, b text) WITH (fillfactor = 50, autovacuum_enabled = false);
CREATE UNLOGGED TABLE u (id integer PRIMARY KEY);
CREATE TABLE r (id integer PRIMARY KEY, code text NOT NULL);
CREATE UNIQUE INDEX r_code ON r (code);
