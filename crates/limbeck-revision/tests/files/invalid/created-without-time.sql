-- m
-- @revision a1
-- @created 2026-11-23
-- @upgrade
SELECT 1;
