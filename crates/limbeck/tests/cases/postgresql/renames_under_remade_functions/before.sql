CREATE TABLE t (id integer PRIMARY KEY, a integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT max(a) FROM t $$;
CREATE VIEW v AS SELECT id, f() IS NULL AS without FROM t;
