-- m
-- @revision a1
-- @upgrade
-- @idempotent yes
SELECT 1;
