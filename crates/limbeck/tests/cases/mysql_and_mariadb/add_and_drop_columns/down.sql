-- @destructive drops the column t.price and its values; drops the column t.at and its values; drops the column t.n and its values
ALTER TABLE t
    ADD COLUMN old varchar(20),
    DROP COLUMN price,
    DROP COLUMN at,
    DROP COLUMN n;
