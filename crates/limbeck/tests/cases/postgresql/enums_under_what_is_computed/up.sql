ALTER TABLE p DROP CONSTRAINT p_s_fkey;

-- @destructive removes gone from the enum st
DROP VIEW is_open;

ALTER TABLE o DROP COLUMN open;

ALTER TABLE q DROP CONSTRAINT are_good;

DROP INDEX by_good;

DROP FUNCTION good(st);

ALTER TYPE st RENAME TO _limbeck_old_st;

CREATE TYPE st AS ENUM ('new', 'paid');

ALTER TABLE o ALTER COLUMN s TYPE st USING s::text::st;

ALTER TABLE p ALTER COLUMN s TYPE st USING s::text::st;

ALTER TABLE q ALTER COLUMN s TYPE st USING s::text::st;

DROP TYPE _limbeck_old_st;

CREATE OR REPLACE FUNCTION good(s st)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT s = 'new' $function$;

ALTER TABLE o ADD COLUMN open boolean GENERATED ALWAYS AS (s = 'new'::st) STORED;

CREATE INDEX by_open ON o (open);

ALTER TABLE q ADD CONSTRAINT are_good CHECK (good(s));

CREATE INDEX by_good ON q ((good(s)));

ALTER TABLE p ADD CONSTRAINT p_s_fkey FOREIGN KEY (s) REFERENCES o (s);

CREATE VIEW is_open AS
SELECT o.open
   FROM o;
