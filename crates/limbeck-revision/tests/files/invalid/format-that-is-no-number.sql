-- m
-- @revision a1
-- @format one
-- @upgrade
SELECT 1;
