CREATE TABLE free (id INTEGER PRIMARY KEY, other INTEGER);
CREATE TABLE bound (id INTEGER PRIMARY KEY);
CREATE VIEW both_ids AS SELECT free.id AS free_id, bound.id AS bound_id FROM free, bound;
