CREATE OR REPLACE FUNCTION how_many()
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$ SELECT count(*) FROM counted $function$;

CREATE OR REPLACE FUNCTION is_even(n bigint)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT n % 2 = 0 $function$;

CREATE TABLE snapshots (
    id integer NOT NULL,
    n bigint DEFAULT how_many(),
    CONSTRAINT snapshots_pkey PRIMARY KEY (id),
    CONSTRAINT snapshots_n_check CHECK (is_even(n))
);

CREATE INDEX even_ones ON snapshots ((is_even(n)));

CREATE VIEW even_snapshots AS
SELECT snapshots.id
   FROM snapshots
  WHERE is_even(snapshots.n);
