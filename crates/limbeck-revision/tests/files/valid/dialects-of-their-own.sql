-- m
-- @revision a

-- @upgrade postgresql
CREATE TABLE t (a jsonb);

-- @upgrade mysql mariadb
CREATE TABLE t (a json);

-- @upgrade sqlite
CREATE TABLE t (a text);

-- @downgrade
DROP TABLE t;
