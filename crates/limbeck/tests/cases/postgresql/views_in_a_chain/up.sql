DROP INDEX three_n;

DROP MATERIALIZED VIEW three;

DROP VIEW two;

DROP VIEW one;

DROP VIEW gone;

ALTER TABLE t ADD COLUMN c text;

ALTER TABLE t ALTER COLUMN a TYPE numeric;

-- @destructive drops the column t.b and its values
ALTER TABLE t DROP COLUMN b;

CREATE VIEW one AS
SELECT t.id,
    t.a,
    t.c
   FROM t;

CREATE VIEW two WITH (security_barrier=true) AS
SELECT one.id,
    one.a
   FROM one
  WHERE (one.a > (0)::numeric);

COMMENT ON VIEW two IS 'Above';

CREATE MATERIALIZED VIEW three AS
SELECT count(*) AS n
   FROM two;

CREATE VIEW four AS
SELECT three.n
   FROM three;

CREATE UNIQUE INDEX three_n ON three (n);
