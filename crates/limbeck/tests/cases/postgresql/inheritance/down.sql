ALTER TABLE base DROP CONSTRAINT own;

ALTER TABLE base DROP CONSTRAINT base_id_check;

ALTER TABLE derived ALTER COLUMN extra TYPE integer;

-- @destructive drops the column base.added and its values
ALTER TABLE base DROP COLUMN added;

-- @destructive drops the table second and its rows
DROP TABLE second;
