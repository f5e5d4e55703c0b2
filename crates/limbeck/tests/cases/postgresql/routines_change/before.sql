CREATE TABLE t (id integer PRIMARY KEY, a integer);
CREATE FUNCTION body(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n $$;
CREATE FUNCTION result(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n $$;
CREATE FUNCTION argument(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n $$;
CREATE FUNCTION overloaded(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n $$;
CREATE FUNCTION overloaded(n text) RETURNS text LANGUAGE sql AS $$ SELECT n $$;
CREATE PROCEDURE step(n integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE FUNCTION gone() RETURNS void LANGUAGE sql AS '';
