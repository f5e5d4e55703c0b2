CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer);
COMMENT ON TABLE t IS 'Old';
COMMENT ON COLUMN t.a IS 'Goes';
CREATE VIEW v AS SELECT id FROM t;
