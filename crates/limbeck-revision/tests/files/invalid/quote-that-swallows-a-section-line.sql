-- m
-- @revision a1
-- @upgrade
SELECT '
-- @downgrade
';
SELECT 2;
