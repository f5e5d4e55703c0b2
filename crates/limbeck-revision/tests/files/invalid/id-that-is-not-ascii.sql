-- m
-- @revision ünï
-- @upgrade
SELECT 1;
