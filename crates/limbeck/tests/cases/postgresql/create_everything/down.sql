DROP RULE keep ON app.line;

DROP POLICY own ON app."Order";

DROP TRIGGER touch ON app."Order";

DROP INDEX app.sums_status;

DROP MATERIALIZED VIEW app.sums;

DROP VIEW app.open;

ALTER TABLE app.line DROP CONSTRAINT line_order_id_fkey;

DROP INDEX app.by_tags;

DROP INDEX app.by_lower;

-- @destructive drops the table app.line and its rows
DROP TABLE app.line;

-- @destructive drops the table app.Order and its rows
DROP TABLE app."Order";

DROP FUNCTION app.twice(text);

DROP FUNCTION app.twice(integer);

DROP FUNCTION app.touch();

DROP AGGREGATE app.total(integer);

DROP PROCEDURE app.nothing();

-- @destructive drops the sequence app.numbers and its position
DROP SEQUENCE app.numbers;

DROP TYPE app.pair;

DROP TYPE app.status;

DROP TYPE app.span;

DROP DOMAIN app.email;

-- @destructive drops the schema app
DROP SCHEMA app;
