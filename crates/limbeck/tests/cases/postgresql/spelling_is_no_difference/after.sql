CREATE TABLE t (id integer PRIMARY KEY, a character varying(10) DEFAULT 'x'::varchar, b integer DEFAULT 1, c timestamp with time zone DEFAULT CURRENT_TIMESTAMP, CHECK (b = ANY (ARRAY[1, 2, 3])), CONSTRAINT t_check CHECK (((a)::text <> ''::text) AND (b > 0)));
CREATE INDEX i ON t USING btree (lower((a)::text)) WHERE ((b > 0) AND (a IS NOT NULL));
CREATE VIEW v AS SELECT t.id, t.a FROM public.t WHERE t.b = ANY (ARRAY[1, 2]) ORDER BY t.a;
CREATE TABLE p (id integer);
ALTER TABLE p ENABLE ROW LEVEL SECURITY;
CREATE POLICY y ON p AS PERMISSIVE FOR ALL TO PUBLIC USING (id = ANY (ARRAY[1, 2]));
