CREATE TABLE second (
    more text
) INHERITS (base);

ALTER TABLE base ADD COLUMN added integer;

ALTER TABLE derived ALTER COLUMN extra TYPE bigint;

ALTER TABLE base ADD CONSTRAINT base_id_check CHECK (id > 0);

ALTER TABLE base ADD CONSTRAINT own CHECK (id < 100) NO INHERIT;
