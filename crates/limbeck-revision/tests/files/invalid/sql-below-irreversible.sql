-- m
-- @revision a1
-- @upgrade
SELECT 1;
-- @irreversible rows are gone

SELECT 1;
