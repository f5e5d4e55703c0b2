-- m
-- @revision 2024-01-01
-- @upgrade
SELECT 1;
