CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b integer GENERATED ALWAYS AS (a * 2) STORED, c integer GENERATED ALWAYS AS (a + 1) STORED, d integer);
CREATE INDEX by_b ON t (b);
