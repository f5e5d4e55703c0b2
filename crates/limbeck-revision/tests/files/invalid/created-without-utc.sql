-- m
-- @revision a1
-- @created 2026-11-23T07:11:01+02:00
-- @upgrade
SELECT 1;
