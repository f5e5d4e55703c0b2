DROP INDEX by_a;

ALTER TABLE t DROP CONSTRAINT small;

-- @destructive drops the column t.a and its values
ALTER TABLE t DROP COLUMN a;

DROP FUNCTION a();

DROP FUNCTION b();

-- @destructive drops the table u and its rows
DROP TABLE u;

DROP FUNCTION fits(integer);

DROP FUNCTION d();

-- @destructive drops the table cfg and its rows
DROP TABLE cfg;

DROP FUNCTION z_first(integer);
