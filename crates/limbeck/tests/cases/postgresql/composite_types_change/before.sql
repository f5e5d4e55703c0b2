CREATE TYPE address AS (street text, zip integer);
CREATE TYPE unused AS (a integer);
