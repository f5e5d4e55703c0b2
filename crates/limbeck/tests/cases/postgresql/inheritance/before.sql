CREATE TABLE base (id integer PRIMARY KEY, name text);
CREATE TABLE derived (extra integer) INHERITS (base);
CREATE TABLE other (id integer, name text);
