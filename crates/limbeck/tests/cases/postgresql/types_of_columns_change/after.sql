CREATE TABLE t (id bigint PRIMARY KEY, a bigint DEFAULT 5, b text, c integer, d timestamptz, e varchar(5) DEFAULT 'y', f text NOT NULL, g text[]);
CREATE INDEX by_b ON t (b);
CREATE TABLE u (t_id bigint REFERENCES t);
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE VIEW w AS SELECT a FROM v;
