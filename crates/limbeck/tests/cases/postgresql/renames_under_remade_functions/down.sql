-- @destructive drops the column t.c and its values
DROP VIEW v;

ALTER TABLE t DROP COLUMN c;

ALTER TABLE t RENAME COLUMN b TO a;

DROP FUNCTION f();

CREATE OR REPLACE FUNCTION f()
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ SELECT max(a) FROM t $function$;

CREATE VIEW v AS
SELECT t.id,
    (f() IS NULL) AS without
   FROM t;
