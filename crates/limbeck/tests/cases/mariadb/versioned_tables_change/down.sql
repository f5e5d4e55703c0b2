SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE t
    DROP INDEX a,
    MODIFY COLUMN a int;

SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE t RENAME COLUMN c TO b;
