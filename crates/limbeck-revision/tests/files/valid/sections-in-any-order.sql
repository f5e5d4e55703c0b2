-- m
-- @revision a
-- @downgrade
DROP TABLE b;
-- @upgrade
CREATE TABLE a (x int);
-- @downgrade
DROP TABLE a;
-- @upgrade
CREATE TABLE b (x int);
