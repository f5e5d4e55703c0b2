-- m
-- @revision a1
-- @upgrade postgresql
COPY t FROM stdin;
1
\.
-- @upgrade mysql mariadb sqlite
-- @downgrade
SELECT 2;
