DROP VIEW b;

-- @destructive drops the table c and its rows
DROP TABLE c;

CREATE TABLE b (
    id INTEGER PRIMARY KEY
);

CREATE VIEW c AS SELECT id FROM a;
