DROP POLICY p ON b;

CREATE OR REPLACE FUNCTION two()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (2)::bigint AS int8;
END;

CREATE OR REPLACE FUNCTION one()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT 1::bigint $function$;

DROP VIEW w;

DROP FUNCTION comes_too();

DROP FUNCTION comes();

ALTER TABLE b ADD COLUMN y integer;

CREATE OR REPLACE FUNCTION typed()
 RETURNS SETOF text
 LANGUAGE sql
AS $function$ SELECT 'x'::text FROM b $function$;

CREATE OR REPLACE FUNCTION total()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT sum(y) FROM b $function$;

CREATE OR REPLACE FUNCTION kept()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(b.y) AS sum
    FROM b;
END;

CREATE OR REPLACE FUNCTION stays()
 RETURNS bigint
 LANGUAGE sql
AS $body0$
 SELECT count(b.x) AS count
    FROM b;
$body0$;

CREATE OR REPLACE FUNCTION stays_short()
 RETURNS bigint
 LANGUAGE sql
AS $body0$SELECT (SELECT count(b.x) AS count FROM b)$body0$;

ALTER TABLE b ALTER COLUMN x TYPE bigint USING x::bigint;

-- @destructive drops the column b.z and its values
ALTER TABLE b DROP COLUMN z;

CREATE OR REPLACE FUNCTION stays()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT count(b.x) AS count
    FROM b;
END;

CREATE OR REPLACE FUNCTION stays_short()
 RETURNS bigint
 LANGUAGE sql
RETURN (SELECT count(b.x) AS count FROM b);

CREATE OR REPLACE FUNCTION goes_too()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(b.y) AS sum
    FROM b;
END;

CREATE OR REPLACE FUNCTION goes()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT sum(y) FROM b $function$;

CREATE POLICY p ON b TO public USING ((y > 0));
