CREATE SEQUENCE come INCREMENT BY -1;

ALTER SEQUENCE altered NOCACHE CYCLE MAXVALUE 1000;

ALTER TABLE t ADD COLUMN b bigint DEFAULT (nextval(`come`));

-- @destructive drops the sequence gone and its position
DROP SEQUENCE gone;
