-- m
-- @revision a1
-- @revises b,, c
-- @upgrade
SELECT 1;
