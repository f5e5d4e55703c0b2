CREATE TABLE counted (id integer PRIMARY KEY);
