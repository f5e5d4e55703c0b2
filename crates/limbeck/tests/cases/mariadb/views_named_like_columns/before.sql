CREATE TABLE t (a int, v int) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
