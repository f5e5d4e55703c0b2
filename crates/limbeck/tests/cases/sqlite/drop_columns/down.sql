-- foreign_keys=off

ALTER TABLE free ADD COLUMN plain TEXT;

DROP VIEW both_ids;

CREATE TABLE _limbeck_new_bound (
    id INTEGER PRIMARY KEY,
    a INTEGER,
    b INTEGER,
    c INTEGER,
    d INTEGER,
    UNIQUE (a),
    CHECK (c > 0),
    FOREIGN KEY (d) REFERENCES free (id)
);

INSERT OR ABORT INTO _limbeck_new_bound (id)
SELECT id
FROM bound;

DROP TABLE bound;

ALTER TABLE _limbeck_new_bound RENAME TO bound;

CREATE VIEW both_ids AS SELECT free.id AS free_id, bound.id AS bound_id FROM free, bound;

CREATE INDEX bound_b ON bound (b);
