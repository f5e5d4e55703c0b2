CREATE EXTENSION btree_gist;
CREATE TABLE room (id integer, during tsrange, CONSTRAINT one EXCLUDE USING gist (during WITH &&), CONSTRAINT two EXCLUDE USING gist (id WITH =, during WITH &&));
