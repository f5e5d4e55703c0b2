CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer);
COMMENT ON TABLE t IS 'New: it''s \ "quoted"';
COMMENT ON COLUMN t.b IS 'Comes';
CREATE VIEW v AS SELECT id FROM t;
COMMENT ON VIEW v IS 'Seen';
COMMENT ON COLUMN v.id IS 'Of a view';
COMMENT ON CONSTRAINT t_pkey ON t IS 'The key';
