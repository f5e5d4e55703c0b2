-- m
-- @revision a
-- @upgrade postgresql
CREATE TABLE t (a int);
INSERT INTO t VALUES (1);
-- @upgrade postgresql transaction=off
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY t_a ON t (a);
VACUUM t;
-- @upgrade postgresql
INSERT INTO t VALUES (2);
-- @upgrade mysql mariadb sqlite
-- @downgrade
DROP TABLE t;
