-- m
-- @revision a1
-- @revises head
-- @upgrade
SELECT 1;
