-- m
-- @revision a1
-- @upgrade postgresql
\connect db
-- @upgrade mysql mariadb sqlite
-- @downgrade
SELECT 2;
