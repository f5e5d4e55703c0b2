DROP INDEX by_at;

-- @destructive drops the column log.who and its values
ALTER TABLE log DROP COLUMN who;

ALTER TABLE log ATTACH PARTITION log_2021 FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');

-- @destructive drops the table log_2022_a and its rows
DROP TABLE log_2022_a;

-- @destructive drops the table log_rest and its rows
DROP TABLE log_rest;

-- @destructive drops the table log_2022 and its rows
DROP TABLE log_2022;
