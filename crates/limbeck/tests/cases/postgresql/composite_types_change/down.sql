CREATE TYPE unused AS (
    a integer
);

-- @destructive drops the table place and its rows
DROP TABLE place;

ALTER TYPE address DROP ATTRIBUTE city;

ALTER TYPE address ALTER ATTRIBUTE zip TYPE integer;

COMMENT ON TYPE address IS NULL;

DROP TYPE outer_one;
