SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE t RENAME COLUMN b TO c;

SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE t
    MODIFY COLUMN a bigint,
    ADD KEY a (a);
