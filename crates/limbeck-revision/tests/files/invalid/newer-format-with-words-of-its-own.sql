-- m
-- @revision a1
-- @replaces b2
-- @format 7
-- @upgrade
SELECT 1;
