-- @destructive drops the column t.a and its values
ALTER TABLE t DROP COLUMN a;
