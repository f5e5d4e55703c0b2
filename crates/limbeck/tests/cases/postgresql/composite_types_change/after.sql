CREATE TYPE address AS (street text, zip text, city text);
CREATE TYPE outer_one AS (inner_one address, n integer);
CREATE TABLE place (id integer PRIMARY KEY, "where" address);
COMMENT ON TYPE address IS 'Where it is';
