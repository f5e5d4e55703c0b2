COMMENT ON TABLE t IS E'New: it''s \\ "quoted"';

COMMENT ON COLUMN t.a IS NULL;

COMMENT ON COLUMN t.b IS 'Comes';

COMMENT ON CONSTRAINT t_pkey ON t IS 'The key';

COMMENT ON VIEW v IS 'Seen';

COMMENT ON COLUMN v.id IS 'Of a view';
