CREATE TABLE old_parent (
    id integer NOT NULL,
    CONSTRAINT old_parent_pkey PRIMARY KEY (id)
);

CREATE TABLE old_child (
    id integer NOT NULL,
    parent integer,
    CONSTRAINT old_child_pkey PRIMARY KEY (id)
);

ALTER TABLE stays DROP CONSTRAINT stays_new_fkey;

ALTER TABLE new_child DROP CONSTRAINT new_child_parent_fkey;

ALTER TABLE stays ADD COLUMN old integer;

-- @destructive drops the column stays.new and its values
ALTER TABLE stays DROP COLUMN new;

-- @destructive drops the table new_parent and its rows
DROP TABLE new_parent;

-- @destructive drops the table new_child and its rows
DROP TABLE new_child;

ALTER TABLE old_child ADD CONSTRAINT old_child_parent_fkey FOREIGN KEY (parent) REFERENCES old_parent (id);

ALTER TABLE stays ADD CONSTRAINT stays_old_fkey FOREIGN KEY (old) REFERENCES old_parent (id);
