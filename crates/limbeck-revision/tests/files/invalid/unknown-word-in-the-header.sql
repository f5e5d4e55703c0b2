-- m
-- @revison a1
-- @upgrade
SELECT 1;
