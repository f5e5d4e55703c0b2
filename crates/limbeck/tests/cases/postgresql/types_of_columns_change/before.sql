CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT 5, b varchar(50), c text, d timestamp, e text DEFAULT 'x', f integer NOT NULL, g varchar(10)[]);
CREATE INDEX by_b ON t (b);
CREATE TABLE u (t_id integer REFERENCES t);
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;
