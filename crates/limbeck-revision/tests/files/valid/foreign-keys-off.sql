-- m
-- @revision a
-- @upgrade sqlite foreign_keys=off
CREATE TABLE new_t (a int);
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- @upgrade sqlite
INSERT INTO t VALUES (1);
-- @upgrade postgresql mysql mariadb
-- @irreversible column b is gone
-- and its values with it

