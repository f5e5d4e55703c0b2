CREATE SCHEMA gone;

CREATE TABLE gone.t (
    id integer NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

DROP INDEX "Other One"."The Index";

-- @destructive drops the table Other One.The Table and its rows
DROP TABLE "Other One"."The Table";

-- @destructive drops the extension hstore
DROP EXTENSION hstore;

-- @destructive drops the schema extensions
DROP SCHEMA extensions;

-- @destructive drops the schema Other One
DROP SCHEMA "Other One";
