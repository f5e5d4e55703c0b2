-- foreign_keys=off

CREATE TABLE _limbeck_new_t (
    a INTEGER,
    b TEXT,
    UNIQUE (b),
    UNIQUE (a)
);

INSERT OR ABORT INTO _limbeck_new_t (rowid)
SELECT rowid
FROM t;

-- @destructive drops the column t.d and its values; drops the column t.c and its values
DROP TABLE t;

ALTER TABLE _limbeck_new_t RENAME TO t;
