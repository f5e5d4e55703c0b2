-- m
-- @revision a1
-- @upgrade
SELECT 1;
-- @downgrad
SELECT 2;
