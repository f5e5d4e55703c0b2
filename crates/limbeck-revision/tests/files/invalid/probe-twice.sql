-- m
-- @revision a1
-- @upgrade
-- @probe SELECT 1
-- @probe SELECT 2
SELECT 1;
-- @downgrade
SELECT 2;
