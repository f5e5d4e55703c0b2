CREATE TABLE base (id integer PRIMARY KEY, name text, added integer, CHECK (id > 0), CONSTRAINT own CHECK (id < 100) NO INHERIT);
CREATE TABLE derived (extra bigint) INHERITS (base);
CREATE TABLE second (more text) INHERITS (base);
CREATE TABLE other (id integer, name text);
