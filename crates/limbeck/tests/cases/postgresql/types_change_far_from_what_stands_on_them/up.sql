ALTER TABLE to_kept DROP CONSTRAINT to_kept_k_fkey;

ALTER TABLE kept DROP COLUMN k;

ALTER TABLE kept ADD COLUMN k integer GENERATED ALWAYS AS (id * 3) STORED NOT NULL;

ALTER TABLE kept ADD CONSTRAINT kept_pkey PRIMARY KEY (k);

DROP RULE also ON doc;

ALTER TABLE log ALTER COLUMN doc TYPE bigint;

DROP POLICY of_members ON doc;

ALTER TABLE member ALTER COLUMN user_id TYPE bigint;

DROP VIEW of_child;

ALTER TABLE parent ALTER COLUMN v TYPE bigint;

ALTER TABLE points DROP CONSTRAINT to_target;

ALTER TABLE points ALTER COLUMN id TYPE text;

DROP TRIGGER when_a ON t;

CREATE OR REPLACE FUNCTION over_view()
 RETURNS bigint
 LANGUAGE sql
AS $body0$
 SELECT count(*) AS count
    FROM of_g;
$body0$;

DROP VIEW of_g;

ALTER TABLE t DROP COLUMN g;

ALTER TABLE t ALTER COLUMN a TYPE bigint;

ALTER TABLE t ADD COLUMN g integer GENERATED ALWAYS AS (a + 1) STORED;

ALTER TABLE t ADD CONSTRAINT by_g UNIQUE (g);

COMMENT ON CONSTRAINT by_g ON t IS 'kept as well';

ALTER TABLE target ALTER COLUMN id TYPE text;

ALTER TABLE to_kept ADD CONSTRAINT to_kept_k_fkey FOREIGN KEY (k) REFERENCES kept (k);

ALTER TABLE points ADD CONSTRAINT to_target FOREIGN KEY (id) REFERENCES target (id);

COMMENT ON CONSTRAINT to_target ON points IS 'a key';

CREATE VIEW of_child AS
SELECT child.v
   FROM child;

CREATE VIEW of_g AS
SELECT t.g
   FROM t;

CREATE OR REPLACE FUNCTION over_view()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM of_g;
END;

CREATE RULE also AS
    ON INSERT TO doc DO  INSERT INTO log (doc, what)
  VALUES (new.id, 'new'::text);

CREATE TRIGGER when_a BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (new.a > 1) EXECUTE FUNCTION touch();

COMMENT ON TRIGGER when_a ON t IS 'a trigger';

CREATE POLICY of_members ON doc TO public USING ((EXISTS ( SELECT 1
   FROM member m
  WHERE ((m.org = doc.org) AND (m.user_id = 5)))));

COMMENT ON POLICY of_members ON doc IS 'kept';
