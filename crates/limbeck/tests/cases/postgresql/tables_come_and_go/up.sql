ALTER TABLE stays DROP CONSTRAINT stays_old_fkey;

ALTER TABLE old_child DROP CONSTRAINT old_child_parent_fkey;

CREATE TABLE new_child (
    id integer NOT NULL,
    parent integer,
    CONSTRAINT new_child_pkey PRIMARY KEY (id)
);

CREATE TABLE new_parent (
    id integer NOT NULL,
    CONSTRAINT new_parent_pkey PRIMARY KEY (id)
);

ALTER TABLE stays ADD COLUMN new integer;

-- @destructive drops the column stays.old and its values
ALTER TABLE stays DROP COLUMN old;

ALTER TABLE new_child ADD CONSTRAINT new_child_parent_fkey FOREIGN KEY (parent) REFERENCES new_parent (id);

ALTER TABLE stays ADD CONSTRAINT stays_new_fkey FOREIGN KEY (new) REFERENCES new_parent (id);

-- @destructive drops the table old_child and its rows
DROP TABLE old_child;

-- @destructive drops the table old_parent and its rows
DROP TABLE old_parent;
