-- m
-- @revision a1 b2
-- @upgrade
SELECT 1;
