DROP VIEW happy;

DROP FUNCTION is_happy(mood);

DROP INDEX happy_ones;

ALTER TYPE mood RENAME TO _limbeck_old_mood;

CREATE TYPE mood AS ENUM ('sad', 'meh', 'happy');

ALTER TABLE person ALTER COLUMN mood DROP DEFAULT;

ALTER TABLE person ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'happy'::mood;

ALTER TABLE person ALTER COLUMN moods TYPE mood[] USING moods::text[]::mood[];

DROP TYPE _limbeck_old_mood;

CREATE OR REPLACE FUNCTION is_happy(m mood)
 RETURNS boolean
 LANGUAGE sql
AS $function$ SELECT m = 'happy' $function$;

CREATE INDEX happy_ones ON person (id) WHERE mood = 'happy'::mood;

CREATE VIEW happy AS
SELECT person.id
   FROM person
  WHERE (person.mood = 'happy'::mood);
