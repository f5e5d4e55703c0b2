-- @destructive drops the column t.c and its values
ALTER TABLE t
    DROP INDEX f3,
    DROP INDEX f2,
    DROP INDEX f1,
    DROP COLUMN c;

ALTER TABLE u
    DROP INDEX g,
    DROP INDEX f,
    ADD FULLTEXT KEY g (b);

ALTER TABLE u ADD FULLTEXT KEY f (a);
