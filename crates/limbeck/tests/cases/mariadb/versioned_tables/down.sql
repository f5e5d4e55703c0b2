-- @destructive drops the history of the table t
ALTER TABLE t
    MODIFY COLUMN b int,
    DROP SYSTEM VERSIONING;

ALTER TABLE u ADD SYSTEM VERSIONING;
