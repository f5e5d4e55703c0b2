DROP VIEW c;

-- @destructive drops the table b and its rows
DROP TABLE b;

CREATE TABLE c (
    id INTEGER PRIMARY KEY
);

CREATE VIEW b AS SELECT id FROM a;
