DROP VIEW reads_leaves_middle;

DROP VIEW leaves_middle;

DROP VIEW leaves_b;

DROP VIEW forgets_y;

CREATE OR REPLACE VIEW of_others AS
SELECT b.id
   FROM b;

ALTER TABLE b ADD COLUMN y integer;

DROP VIEW middle;

ALTER TABLE b ALTER COLUMN x TYPE bigint USING x::bigint;

-- @destructive drops the column b.z and its values
ALTER TABLE b DROP COLUMN z;

CREATE VIEW middle AS
SELECT b.id,
    b.x
   FROM b;

CREATE VIEW leaves_middle AS
SELECT middle.id,
    middle.x
   FROM middle;

CREATE VIEW leaves_b AS
SELECT b.id,
    b.x
   FROM b;

CREATE VIEW forgets_y AS
SELECT b.id
   FROM b
  WHERE (b.y > 0);

CREATE VIEW reads_leaves_middle AS
SELECT leaves_middle.id
   FROM leaves_middle;
