CREATE OR REPLACE FUNCTION z_first(x integer)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ SELECT x + 1 $function$;

CREATE TABLE cfg (
    v integer
);

CREATE OR REPLACE FUNCTION d()
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ SELECT z_first(max(v)) FROM cfg $function$;

CREATE OR REPLACE FUNCTION fits(x integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT x < count(*) FROM cfg $function$;

CREATE TABLE u (
    id integer NOT NULL,
    a integer DEFAULT d(),
    CONSTRAINT u_pkey PRIMARY KEY (id),
    CONSTRAINT small CHECK (fits(id))
);

CREATE OR REPLACE FUNCTION b()
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT max(a) FROM u $function$;

CREATE OR REPLACE FUNCTION a()
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT b() $function$;

ALTER TABLE t ADD COLUMN a integer DEFAULT d();

ALTER TABLE t ADD CONSTRAINT small CHECK (fits(id));

CREATE INDEX by_a ON u (a);
