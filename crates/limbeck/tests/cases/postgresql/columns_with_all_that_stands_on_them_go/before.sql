CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c integer GENERATED ALWAYS AS (a + 1) STORED, CHECK (a > 0), UNIQUE (a, b));
CREATE INDEX by_b ON t (lower(b));
CREATE VIEW v AS SELECT id, b FROM t;
CREATE POLICY p ON t USING (a > 0);
