-- m
-- @revision a1
-- @upgrade postgresq
SELECT 1;
-- @downgrade
SELECT 2;
