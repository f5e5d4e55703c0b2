ALTER TABLE t ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE t_id_seq AS integer;

ALTER SEQUENCE t_id_seq OWNED BY t.id;

CREATE SEQUENCE c;

ALTER TABLE u ALTER COLUMN id DROP DEFAULT;

ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);

SELECT setval('t_id_seq', (SELECT max(id) FROM t));

ALTER SEQUENCE b MAXVALUE 100 CACHE 5;

COMMENT ON SEQUENCE b IS NULL;

ALTER SEQUENCE a AS bigint INCREMENT BY 1 NO MINVALUE START WITH 1 NO CYCLE;

-- @destructive drops the sequence u_id_seq and its position
DROP SEQUENCE u_id_seq;

-- @destructive drops the sequence d and its position
DROP SEQUENCE d;
