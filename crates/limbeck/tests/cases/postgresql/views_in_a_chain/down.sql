DROP INDEX three_n;

DROP VIEW four;

DROP MATERIALIZED VIEW three;

DROP VIEW two;

DROP VIEW one;

ALTER TABLE t ADD COLUMN b text;

ALTER TABLE t ALTER COLUMN a TYPE integer;

-- @destructive drops the column t.c and its values
ALTER TABLE t DROP COLUMN c;

CREATE VIEW gone AS
SELECT t.b
   FROM t;

CREATE VIEW one AS
SELECT t.id,
    t.a
   FROM t;

CREATE VIEW two AS
SELECT one.id,
    one.a
   FROM one
  WHERE (one.a > 0);

CREATE MATERIALIZED VIEW three AS
SELECT count(*) AS n
   FROM two;

CREATE UNIQUE INDEX three_n ON three (n);
