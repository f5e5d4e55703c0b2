-- m
-- @revision a1
-- @upgrade
SELECT 1;
-- @irreversible rows are gone
-- @downgrade
SELECT 2;
