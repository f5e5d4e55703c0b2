-- m
-- @revision a1
-- @revises base, b
-- @upgrade
SELECT 1;
