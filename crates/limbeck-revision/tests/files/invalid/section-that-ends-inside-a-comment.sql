-- m
-- @revision a1
-- @upgrade
SELECT 1; /* to be
-- @downgrade
SELECT 2;
