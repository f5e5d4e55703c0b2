-- m
-- @revision a1
-- @upgrade foreign_keys=off
SELECT 1;
-- @downgrade
SELECT 2;
