-- m
-- @revision a1
-- @upgrade
-- @probe
SELECT 1;
