-- @destructive drops the history of the table t
SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE t
    MODIFY COLUMN b int,
    DROP SYSTEM VERSIONING;

ALTER TABLE u ADD SYSTEM VERSIONING;
