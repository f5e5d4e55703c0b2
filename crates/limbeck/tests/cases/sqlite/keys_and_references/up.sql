-- foreign_keys=off

CREATE TABLE _limbeck_new_plain (
    k TEXT PRIMARY KEY,
    v TEXT
) WITHOUT ROWID;

INSERT OR ABORT INTO _limbeck_new_plain (k, v)
SELECT k, v
FROM plain;

DROP TABLE plain;

ALTER TABLE _limbeck_new_plain RENAME TO plain;

CREATE TABLE _limbeck_new_child (
    a INTEGER,
    b INTEGER,
    parent_id INTEGER,
    PRIMARY KEY (a, b),
    FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE
);

INSERT OR ABORT INTO _limbeck_new_child (rowid, a, b, parent_id)
SELECT rowid, a, b, parent_id
FROM child;

DROP TABLE child;

ALTER TABLE _limbeck_new_child RENAME TO child;
