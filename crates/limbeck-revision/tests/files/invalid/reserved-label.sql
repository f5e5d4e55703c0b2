-- m
-- @revision a1
-- @branch billing, Current
-- @upgrade
SELECT 1;
