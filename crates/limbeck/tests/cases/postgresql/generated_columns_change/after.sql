CREATE TABLE t (id integer PRIMARY KEY, a bigint NOT NULL, b bigint GENERATED ALWAYS AS (a * 3) STORED, c integer, d bigint GENERATED ALWAYS AS (a - 1) STORED);
CREATE INDEX by_b ON t (b);
