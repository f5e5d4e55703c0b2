CREATE TABLE t (id int PRIMARY KEY, a text, b text) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE u (id int PRIMARY KEY, a text, b text, FULLTEXT KEY f (a), FULLTEXT KEY g (b)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
