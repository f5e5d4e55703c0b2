CREATE TYPE st AS ENUM ('new', 'paid');
CREATE TABLE o (s st PRIMARY KEY, open boolean GENERATED ALWAYS AS (s = 'new'::st) STORED);
CREATE INDEX by_open ON o (open);
CREATE VIEW is_open AS SELECT open FROM o;
CREATE TABLE p (s st REFERENCES o (s));
CREATE FUNCTION good(s st) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT s = 'new' $$;
CREATE TABLE q (s st, CONSTRAINT are_good CHECK (good(s)));
CREATE INDEX by_good ON q (good(s));
