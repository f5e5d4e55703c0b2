CREATE FUNCTION f(x integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT x::bigint $$;
COMMENT ON FUNCTION f(integer) IS 'f';
CREATE FUNCTION caller() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT f(2); END;
CREATE TABLE t (
    id integer PRIMARY KEY,
    a integer DEFAULT f(7),
    g bigint GENERATED ALWAYS AS (f(id)) STORED,
    CONSTRAINT positive CHECK (f(id) > 0)
);
COMMENT ON CONSTRAINT positive ON t IS 'a check';
CREATE INDEX by_f ON t (f(a)) WHERE f(id) > 1;
CREATE INDEX by_g ON t (g);
CREATE VIEW v AS SELECT id, f(a) > 3 AS many FROM t;
CREATE VIEW on_v AS SELECT id FROM v;
CREATE POLICY p ON t USING (f(a) > 2);
COMMENT ON POLICY p ON t IS 'a policy';
CREATE FUNCTION ok(x integer, y integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT x > y $$;
CREATE TABLE s (id integer PRIMARY KEY, a integer, CONSTRAINT is_ok CHECK (ok(a, 0)));
CREATE VIEW short AS SELECT a, id FROM s;
CREATE FUNCTION of_short() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM short; END;
CREATE VIEW calls AS SELECT of_short() AS n;
CREATE FUNCTION more(x integer, y integer DEFAULT 0) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x + y $$;
CREATE VIEW of_more AS SELECT more(id) AS m FROM s;
