CREATE TABLE free (id INTEGER PRIMARY KEY, plain TEXT, other INTEGER);
CREATE TABLE bound (id INTEGER PRIMARY KEY, a INTEGER UNIQUE, b INTEGER, c INTEGER CHECK (c > 0), d INTEGER REFERENCES free (id));
CREATE INDEX bound_b ON bound (b);
CREATE VIEW both_ids AS SELECT free.id AS free_id, bound.id AS bound_id FROM free, bound;
