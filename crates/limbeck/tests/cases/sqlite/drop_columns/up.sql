-- foreign_keys=off

DROP INDEX bound_b;

DROP VIEW both_ids;

CREATE TABLE _limbeck_new_bound (
    id INTEGER PRIMARY KEY
);

INSERT OR ABORT INTO _limbeck_new_bound (id)
SELECT id
FROM bound;

-- @destructive drops the column bound.d and its values; drops the column bound.c and its values; drops the column bound.b and its values; drops the column bound.a and its values
DROP TABLE bound;

ALTER TABLE _limbeck_new_bound RENAME TO bound;

CREATE VIEW both_ids AS SELECT free.id AS free_id, bound.id AS bound_id FROM free, bound;

-- @destructive drops the column free.plain and its values
ALTER TABLE free DROP COLUMN plain;
