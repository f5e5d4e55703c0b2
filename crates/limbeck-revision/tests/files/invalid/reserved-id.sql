-- m
-- @revision heads
-- @upgrade
SELECT 1;
