CREATE TABLE t (id int PRIMARY KEY, a uuid, b inet6, j json, c varchar(20) CHECK (c <> ''), d int) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
