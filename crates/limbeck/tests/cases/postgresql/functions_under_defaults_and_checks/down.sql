DROP VIEW even_snapshots;

DROP INDEX even_ones;

-- @destructive drops the table snapshots and its rows
DROP TABLE snapshots;

DROP FUNCTION is_even(bigint);

DROP FUNCTION how_many();
