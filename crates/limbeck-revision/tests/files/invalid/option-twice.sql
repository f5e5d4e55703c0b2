-- m
-- @revision a1
-- @upgrade transaction=off transaction=off
SELECT 1;
-- @downgrade
SELECT 2;
