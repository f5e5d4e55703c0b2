CREATE TABLE a (id integer PRIMARY KEY, x smallint);
CREATE TABLE gone (id integer);
CREATE VIEW v AS SELECT id, x FROM a;
