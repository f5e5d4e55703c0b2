CREATE TABLE old_parent (id integer PRIMARY KEY);
CREATE TABLE old_child (id integer PRIMARY KEY, parent integer REFERENCES old_parent);
CREATE TABLE stays (id integer PRIMARY KEY, old integer REFERENCES old_parent, name text);
