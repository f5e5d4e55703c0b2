CREATE DOMAIN positive AS integer CONSTRAINT above CHECK (VALUE > 0 AND VALUE < 1000000);
COMMENT ON CONSTRAINT above ON DOMAIN positive IS 'Not too many';
CREATE DOMAIN loose AS text DEFAULT 'y' NOT NULL;
COMMENT ON DOMAIN loose IS 'Some text';
CREATE FUNCTION is_code(s text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN s ~ '^[A-Z]+$'; END $$;
CREATE DOMAIN code AS text CONSTRAINT is_code CHECK (is_code(VALUE));
CREATE TABLE t (id positive PRIMARY KEY, a loose, d date, c code);
