-- m
-- @revision a1
-- @upgrade postgresql
DO $x$
BEGIN NULL; END;
-- @upgrade mysql mariadb sqlite
-- @downgrade
SELECT 2;
