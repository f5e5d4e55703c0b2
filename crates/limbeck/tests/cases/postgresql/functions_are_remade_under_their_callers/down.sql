CREATE OR REPLACE FUNCTION ok(x integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT x > 0 $function$;

CREATE OR REPLACE FUNCTION more(x integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT x $function$;

CREATE OR REPLACE FUNCTION of_short()
 RETURNS bigint
 LANGUAGE sql
AS $body0$
 SELECT count(*) AS count
    FROM short;
$body0$;

DROP VIEW short;

DROP VIEW on_v;

DROP VIEW v;

CREATE OR REPLACE FUNCTION caller()
 RETURNS bigint
 LANGUAGE sql
AS $body0$
 SELECT f(2) AS f;
$body0$;

DROP POLICY p ON t;

ALTER TABLE t ALTER COLUMN a DROP DEFAULT;

ALTER TABLE t DROP COLUMN g;

ALTER TABLE t DROP CONSTRAINT positive;

DROP INDEX by_f;

DROP FUNCTION f(integer);

CREATE OR REPLACE FUNCTION f(x integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT x $function$;

COMMENT ON FUNCTION f(integer) IS 'f';

ALTER TABLE t ALTER COLUMN a SET DEFAULT f(7);

ALTER TABLE t ADD CONSTRAINT positive CHECK (f(id) > 0);

COMMENT ON CONSTRAINT positive ON t IS 'a check';

CREATE INDEX by_f ON t ((f(a))) WHERE f(id) > 1;

ALTER TABLE s DROP CONSTRAINT is_ok;

ALTER TABLE t ADD COLUMN g integer GENERATED ALWAYS AS (f(id)) STORED;

CREATE INDEX by_g ON t (g);

CREATE VIEW v AS
SELECT t.id,
    (f(t.a) > 3) AS many
   FROM t;

CREATE VIEW on_v AS
SELECT v.id
   FROM v;

CREATE OR REPLACE FUNCTION caller()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT f(2) AS f;
END;

CREATE POLICY p ON t TO public USING ((f(a) > 2));

COMMENT ON POLICY p ON t IS 'a policy';

DROP FUNCTION ok(integer, integer);

DROP VIEW of_more;

DROP FUNCTION more(integer, integer);

CREATE VIEW of_more AS
SELECT more(s.id) AS m
   FROM s;

ALTER TABLE s ADD CONSTRAINT is_ok CHECK (ok(a));

CREATE VIEW short AS
SELECT s.id
   FROM s;

CREATE OR REPLACE FUNCTION of_short()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM short;
END;
