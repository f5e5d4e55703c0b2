CREATE TABLE t (id integer PRIMARY KEY, up numeric(10,2) DEFAULT 1.50, down integer DEFAULT 2, words integer DEFAULT 1, same bigint DEFAULT 7);
