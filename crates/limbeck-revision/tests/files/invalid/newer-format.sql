-- m
-- @revision a1
-- @format 2
-- @upgrade
SELECT 1;
