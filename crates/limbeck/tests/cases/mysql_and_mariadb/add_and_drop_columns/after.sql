CREATE TABLE t (id int PRIMARY KEY, kept varchar(20), n int unsigned NOT NULL DEFAULT 7, at datetime(3) NULL, price decimal(10,2) NOT NULL DEFAULT 1.50) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
