-- m
-- @revision a1
-- @upgrade sqlite
SELECT 1;
-- @downgrade sqlite
