CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY uno (a), UNIQUE KEY due (b, a)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
