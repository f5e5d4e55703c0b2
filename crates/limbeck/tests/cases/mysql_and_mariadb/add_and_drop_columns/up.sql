-- @destructive drops the column t.old and its values
ALTER TABLE t
    ADD COLUMN n int unsigned NOT NULL DEFAULT 7,
    ADD COLUMN at datetime(3),
    ADD COLUMN price decimal(10,2) NOT NULL DEFAULT 1.50,
    DROP COLUMN old;
