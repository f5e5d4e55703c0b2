CREATE TABLE t (id int PRIMARY KEY, a smallint NOT NULL DEFAULT 3, b varchar(10), c int, d float, e tinyint(1) NOT NULL DEFAULT 0, f char(3), g text) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
