ALTER TABLE t RENAME COLUMN a TO b;

ALTER TABLE t ADD COLUMN c integer;

DROP VIEW v;

DROP FUNCTION f();

CREATE OR REPLACE FUNCTION f()
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$ SELECT max(b)::bigint FROM t $function$;

CREATE VIEW v AS
SELECT t.id,
    (f() IS NULL) AS without
   FROM t;
