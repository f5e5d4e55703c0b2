-- m
-- @revision a1
-- @revises
-- @upgrade
SELECT 1;
