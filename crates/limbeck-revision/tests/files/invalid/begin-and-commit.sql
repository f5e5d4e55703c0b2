-- m
-- @revision a1
-- @upgrade
BEGIN;
SELECT 1;
COMMIT;
-- @downgrade
SELECT 2;
