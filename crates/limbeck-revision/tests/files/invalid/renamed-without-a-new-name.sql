-- m
-- @revision a1
-- @renamed table users
-- @upgrade
SELECT 1;
