CREATE TABLE t (a varchar(20), b varchar(40) GENERATED ALWAYS AS (concat(a, 'x')) STORED, CONSTRAINT c CHECK (a <> 'q')) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
