-- m
-- @revision a1
-- @upgrade sqlite mysql sqlite
SELECT 1;
-- @downgrade
SELECT 2;
