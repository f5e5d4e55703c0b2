-- m
-- @revision a1
-- @upgrade sqlite mysql foreign_keys=off
SELECT 1;
-- @downgrade
SELECT 2;
