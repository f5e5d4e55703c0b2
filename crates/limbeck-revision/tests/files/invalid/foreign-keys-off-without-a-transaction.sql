-- m
-- @revision a1
-- @upgrade sqlite foreign_keys=off transaction=off
SELECT 1;
-- @downgrade
SELECT 2;
