DROP POLICY p ON b;

DROP FUNCTION goes();

DROP FUNCTION goes_too();

ALTER TABLE b ADD COLUMN z integer;

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

ALTER TABLE b ALTER COLUMN x TYPE text;

CREATE OR REPLACE FUNCTION kept()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(b.z) AS sum
    FROM b;
END;

CREATE OR REPLACE FUNCTION total()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT sum(z) FROM b $function$;

CREATE OR REPLACE FUNCTION typed()
 RETURNS SETOF text
 LANGUAGE sql
AS $function$ SELECT x FROM b $function$;

-- @destructive drops the column b.y and its values
ALTER TABLE b DROP COLUMN y;

CREATE OR REPLACE FUNCTION comes()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT sum(z) FROM b $function$;

CREATE OR REPLACE FUNCTION comes_too()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(b.z) AS sum
    FROM b;
END;

CREATE VIEW w AS
SELECT b.z
   FROM b;

CREATE OR REPLACE FUNCTION one()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT sum(z) FROM w $function$;

CREATE OR REPLACE FUNCTION two()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(w.z) AS sum
    FROM w;
END;

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

CREATE POLICY p ON b TO public USING ((z > 0));
