CREATE SCHEMA "Other One";

COMMENT ON SCHEMA "Other One" IS 'With blanks';

CREATE SCHEMA extensions;

CREATE EXTENSION hstore SCHEMA extensions;

CREATE TABLE "Other One"."The Table" (
    id integer NOT NULL,
    name citext,
    h extensions.hstore,
    CONSTRAINT "The Table_pkey" PRIMARY KEY (id)
);

CREATE INDEX "The Index" ON "Other One"."The Table" (name);

-- @destructive drops the table gone.t and its rows
DROP TABLE gone.t;

-- @destructive drops the schema gone
DROP SCHEMA gone;
