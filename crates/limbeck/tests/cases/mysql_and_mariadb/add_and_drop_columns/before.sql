CREATE TABLE t (id int PRIMARY KEY, old varchar(20), kept varchar(20)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
