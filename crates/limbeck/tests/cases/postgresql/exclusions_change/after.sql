CREATE EXTENSION btree_gist;
CREATE TABLE room (id integer, during tsrange, CONSTRAINT one EXCLUDE USING gist (during WITH &&) WHERE (id > 0), CONSTRAINT three EXCLUDE USING gist (id WITH =, during WITH &&) DEFERRABLE);
