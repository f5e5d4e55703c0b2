CREATE TABLE t (a varchar(20), b int, j json, KEY low ((lower(a))), KEY same ((b + 1))) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
