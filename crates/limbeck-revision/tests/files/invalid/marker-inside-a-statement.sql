-- m
-- @revision a1
-- @upgrade
CREATE TABLE t (
-- @idempotent
  a int
);
-- @downgrade
SELECT 2;
