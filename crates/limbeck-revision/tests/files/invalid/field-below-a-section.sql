-- m
-- @revision a1
-- @upgrade
SELECT 1;
-- @created 2026-01-01T00:00:00Z
