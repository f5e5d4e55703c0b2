-- @destructive drops the column t.k and its values
ALTER TABLE t
    DROP INDEX d,
    MODIFY COLUMN j json,
    MODIFY COLUMN a uuid,
    DROP COLUMN k,
    MODIFY COLUMN c varchar(20) CHECK (`c` <> ''),
    MODIFY COLUMN d int;
