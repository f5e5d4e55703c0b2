DROP POLICY p ON t;

DROP VIEW v;

DROP INDEX by_b;

ALTER TABLE t DROP CONSTRAINT t_a_b_key;

ALTER TABLE t DROP CONSTRAINT t_a_check;

ALTER TABLE t DROP COLUMN c;

-- @destructive drops the column t.b and its values
ALTER TABLE t DROP COLUMN b;

-- @destructive drops the column t.a and its values
ALTER TABLE t DROP COLUMN a;

CREATE VIEW v AS
SELECT t.id
   FROM t;
