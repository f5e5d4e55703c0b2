-- m
-- @revision a1
-- @revises b, c b
-- @upgrade
SELECT 1;
