-- m
-- @revision a1
  CREATE TABLE t (a int);
-- @upgrade
SELECT 1;
