-- m
-- @revision a1
-- @upgrade
SELECT 1;
INSERT INTO t VALUES ('it''s
-- @downgrade
SELECT '2';
