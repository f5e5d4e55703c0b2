CREATE TABLE t (id int PRIMARY KEY, a varchar(200), b text, c int, p point NOT NULL, KEY a (a), KEY c (c), KEY gone (a, c)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
