CREATE TABLE counted (id integer PRIMARY KEY);
CREATE FUNCTION how_many() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM counted $$;
CREATE FUNCTION is_even(n bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n % 2 = 0 $$;
CREATE TABLE snapshots (id integer PRIMARY KEY, n bigint DEFAULT how_many(), CHECK (is_even(n)));
CREATE INDEX even_ones ON snapshots (is_even(n));
CREATE VIEW even_snapshots AS SELECT id FROM snapshots WHERE is_even(n);
