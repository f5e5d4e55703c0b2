ALTER DOMAIN loose SET DEFAULT 'y'::text;

ALTER DOMAIN loose SET NOT NULL;

COMMENT ON DOMAIN loose IS 'Some text';

ALTER DOMAIN positive DROP CONSTRAINT above;

ALTER DOMAIN positive ADD CONSTRAINT above CHECK ((VALUE > 0) AND (VALUE < 1000000));

COMMENT ON CONSTRAINT above ON DOMAIN positive IS 'Not too many';

CREATE OR REPLACE FUNCTION is_code(s text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN s ~ '^[A-Z]+$'; END $function$;

CREATE DOMAIN code AS text CONSTRAINT is_code CHECK (is_code(VALUE));

ALTER TABLE t ADD COLUMN c code;

DROP DOMAIN gone;
