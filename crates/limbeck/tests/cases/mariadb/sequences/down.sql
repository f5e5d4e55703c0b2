CREATE SEQUENCE gone;

-- @destructive drops the column t.b and its values
ALTER TABLE t DROP COLUMN b;

ALTER SEQUENCE altered CACHE 10 NOCYCLE MAXVALUE 9223372036854775806;

-- @destructive drops the sequence come and its position
DROP SEQUENCE come;
