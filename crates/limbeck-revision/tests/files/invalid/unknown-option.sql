-- m
-- @revision a1
-- @upgrade sqlite transaction=of
SELECT 1;
-- @downgrade
SELECT 2;
