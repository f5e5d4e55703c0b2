CREATE DOMAIN gone AS date;

-- @destructive drops the column t.c and its values
ALTER TABLE t DROP COLUMN c;

DROP DOMAIN code;

DROP FUNCTION is_code(text);

ALTER DOMAIN positive DROP CONSTRAINT above;

ALTER DOMAIN positive ADD CONSTRAINT above CHECK (VALUE > 0);

ALTER DOMAIN loose SET DEFAULT 'x'::text;

ALTER DOMAIN loose DROP NOT NULL;

COMMENT ON DOMAIN loose IS NULL;
