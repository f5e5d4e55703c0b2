DROP VIEW v;

ALTER TABLE a ALTER COLUMN x TYPE integer;

CREATE VIEW v AS
SELECT a.id,
    a.x
   FROM a;

CREATE VIEW v2 AS
SELECT v.x
   FROM v
  WHERE (v.id > 3);

CREATE MATERIALIZED VIEW m AS
SELECT count(*) AS n
   FROM v2;

-- @destructive drops the table gone and its rows
DROP TABLE gone;
