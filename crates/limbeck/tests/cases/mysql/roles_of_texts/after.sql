CREATE TABLE t (a varchar(20), b varchar(40) GENERATED ALWAYS AS (CONCAT(`a`, _utf8mb4'x')) STORED, CONSTRAINT c CHECK ((a <> _utf8mb4'r'))) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
