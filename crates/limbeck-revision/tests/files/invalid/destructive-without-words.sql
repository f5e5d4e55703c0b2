-- m
-- @revision a1
-- @upgrade
-- @destructive
DROP TABLE t;
