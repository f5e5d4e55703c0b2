CREATE TABLE t (id integer PRIMARY KEY, b integer, c integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT max(b)::bigint FROM t $$;
CREATE VIEW v AS SELECT id, f() IS NULL AS without FROM t;
