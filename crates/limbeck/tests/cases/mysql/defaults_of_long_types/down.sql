-- @destructive drops the column t.d and its values
ALTER TABLE t
    MODIFY COLUMN c point NOT NULL SRID 4326,
    MODIFY COLUMN b json DEFAULT (json_array()),
    MODIFY COLUMN a text DEFAULT ('x'),
    DROP COLUMN d;
