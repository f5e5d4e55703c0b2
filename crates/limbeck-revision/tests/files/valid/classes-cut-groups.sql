-- m
-- @revision a
-- @upgrade
SET search_path = app;
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
ALTER TYPE mood ADD VALUE 'ok';
INSERT INTO t VALUES (2);
CREATE INDEX CONCURRENTLY t_a ON t (a);
INSERT INTO t VALUES (3);
SET search_path = public;
-- @upgrade sqlite
-- @downgrade
