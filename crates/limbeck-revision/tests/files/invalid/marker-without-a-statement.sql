-- m
-- @revision a1
-- @upgrade
SELECT 1;
-- @idempotent

-- @downgrade
SELECT 2;
