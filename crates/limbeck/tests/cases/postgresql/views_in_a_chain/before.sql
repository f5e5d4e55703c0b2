CREATE TABLE t (id integer PRIMARY KEY, a integer, b text);
CREATE VIEW one AS SELECT id, a FROM t;
CREATE VIEW two AS SELECT id, a FROM one WHERE a > 0;
CREATE MATERIALIZED VIEW three AS SELECT count(*) AS n FROM two;
CREATE UNIQUE INDEX three_n ON three (n);
CREATE VIEW gone AS SELECT b FROM t;
