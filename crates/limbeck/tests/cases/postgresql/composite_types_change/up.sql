CREATE TYPE outer_one AS (
    inner_one address,
    n integer
);

ALTER TYPE address ALTER ATTRIBUTE zip TYPE text;

ALTER TYPE address ADD ATTRIBUTE city text;

COMMENT ON TYPE address IS 'Where it is';

CREATE TABLE place (
    id integer NOT NULL,
    "where" address,
    CONSTRAINT place_pkey PRIMARY KEY (id)
);

DROP TYPE unused;
