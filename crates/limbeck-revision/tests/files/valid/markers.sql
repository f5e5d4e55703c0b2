-- m
-- @revision a
-- @upgrade
-- @destructive column t.a
-- @probe SELECT count(*) = 0 FROM information_schema.columns WHERE table_name = 't'
ALTER TABLE t DROP COLUMN a;

-- of the next one
-- @idempotent
CREATE TABLE IF NOT EXISTS u (a int);
-- @downgrade
