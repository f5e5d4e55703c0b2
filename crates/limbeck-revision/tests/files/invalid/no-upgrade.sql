-- m
-- @revision a1
-- @revises b
-- @downgrade
SELECT 2;
