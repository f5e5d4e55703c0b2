CREATE TABLE t (id integer PRIMARY KEY, a numeric, c text);
CREATE VIEW one AS SELECT id, a, c FROM t;
CREATE VIEW two WITH (security_barrier) AS SELECT id, a FROM one WHERE a > 0;
COMMENT ON VIEW two IS 'Above';
CREATE MATERIALIZED VIEW three AS SELECT count(*) AS n FROM two;
CREATE UNIQUE INDEX three_n ON three (n);
CREATE VIEW four AS SELECT n FROM three;
