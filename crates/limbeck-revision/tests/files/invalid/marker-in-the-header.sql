-- m
-- @revision a1
-- @idempotent
-- @upgrade
SELECT 1;
