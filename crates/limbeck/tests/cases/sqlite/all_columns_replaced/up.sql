-- foreign_keys=off

CREATE TABLE _limbeck_new_t (
    c INTEGER,
    d TEXT NOT NULL DEFAULT (lower('D'))
);

INSERT OR ABORT INTO _limbeck_new_t (rowid)
SELECT rowid
FROM t;

-- @destructive drops the column t.b and its values; drops the column t.a and its values
DROP TABLE t;

ALTER TABLE _limbeck_new_t RENAME TO t;
