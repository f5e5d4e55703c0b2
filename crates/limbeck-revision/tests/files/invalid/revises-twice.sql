-- m
-- @revision a1
-- @revises b
-- @revises c
-- @upgrade
SELECT 1;
