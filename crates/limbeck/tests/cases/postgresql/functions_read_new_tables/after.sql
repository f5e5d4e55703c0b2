CREATE TABLE cfg (v integer);
CREATE FUNCTION z_first(x integer) RETURNS integer LANGUAGE sql STABLE AS $$ SELECT x + 1 $$;
CREATE FUNCTION d() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT z_first(max(v)) FROM cfg $$;
CREATE FUNCTION fits(x integer) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT x < count(*) FROM cfg $$;
CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT d(), CONSTRAINT small CHECK (fits(id)));
CREATE TABLE u (id integer PRIMARY KEY, a integer DEFAULT d(), CONSTRAINT small CHECK (fits(id)));
CREATE INDEX by_a ON u (a);
CREATE FUNCTION b() RETURNS integer LANGUAGE sql AS $$ SELECT max(a) FROM u $$;
CREATE FUNCTION a() RETURNS integer LANGUAGE sql AS $$ SELECT b() $$;
