DROP VIEW reads_leaves_middle;

DROP VIEW forgets_y;

DROP VIEW leaves_b;

DROP VIEW leaves_middle;

ALTER TABLE b ADD COLUMN z integer;

DROP VIEW middle;

ALTER TABLE b ALTER COLUMN x TYPE character varying(40);

-- @destructive drops the column b.y and its values
ALTER TABLE b DROP COLUMN y;

CREATE OR REPLACE VIEW of_others AS
SELECT b.id
   FROM b
  WHERE (b.id > 1);

CREATE VIEW middle AS
SELECT b.id,
    b.x
   FROM b;

CREATE VIEW forgets_y AS
SELECT b.id
   FROM b;

CREATE VIEW leaves_b AS
SELECT a.id,
    a.x
   FROM a;

CREATE VIEW leaves_middle AS
SELECT a.id,
    a.x
   FROM a;

CREATE VIEW reads_leaves_middle AS
SELECT leaves_middle.id
   FROM leaves_middle;
