CREATE TABLE new_parent (id integer PRIMARY KEY);
CREATE TABLE new_child (id integer PRIMARY KEY, parent integer REFERENCES new_parent);
CREATE TABLE stays (id integer PRIMARY KEY, name text, new integer REFERENCES new_parent);
