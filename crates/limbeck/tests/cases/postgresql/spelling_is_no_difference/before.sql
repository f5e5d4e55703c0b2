CREATE TABLE t (id int4 PRIMARY KEY, a varchar(10) DEFAULT 'x', b int DEFAULT '1', c timestamptz DEFAULT now(), CHECK (b IN (1, 2, 3)), CHECK (a <> '' AND b > 0));
CREATE INDEX i ON t (lower(a)) WHERE b > 0 AND a IS NOT NULL;
CREATE VIEW v AS SELECT id, a FROM t WHERE b IN (1, 2) ORDER BY a;
CREATE TABLE p (id int);
ALTER TABLE p ENABLE ROW LEVEL SECURITY;
CREATE POLICY y ON p USING (id IN (1, 2));
