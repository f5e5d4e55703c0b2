CREATE SCHEMA extensions;
CREATE EXTENSION hstore SCHEMA extensions;
CREATE EXTENSION citext;
CREATE SCHEMA "Other One";
COMMENT ON SCHEMA "Other One" IS 'With blanks';
CREATE TABLE "Other One"."The Table" (id integer PRIMARY KEY, name citext, h extensions.hstore);
CREATE INDEX "The Index" ON "Other One"."The Table" (name);
