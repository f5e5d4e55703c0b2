-- @destructive drops the column t.c and its values
ALTER TABLE t
    MODIFY COLUMN b int INVISIBLE,
    MODIFY COLUMN a int,
    DROP COLUMN c;
