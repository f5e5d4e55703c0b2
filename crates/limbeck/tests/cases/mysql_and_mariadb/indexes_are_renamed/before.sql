CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY one (a), UNIQUE KEY two (b, a)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
