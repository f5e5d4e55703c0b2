CREATE TYPE mood AS ENUM ('sad', 'meh', 'happy');
CREATE TABLE person (id integer PRIMARY KEY, mood mood NOT NULL DEFAULT 'happy', moods mood[]);
CREATE INDEX happy_ones ON person (id) WHERE mood = 'happy';
CREATE VIEW happy AS SELECT id FROM person WHERE mood = 'happy';
CREATE FUNCTION is_happy(m mood) RETURNS boolean LANGUAGE sql AS $$ SELECT m = 'happy' $$;
