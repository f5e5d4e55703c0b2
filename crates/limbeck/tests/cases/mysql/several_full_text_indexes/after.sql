CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text, FULLTEXT KEY f1 (a), FULLTEXT KEY f2 (a, b), FULLTEXT KEY f3 (c)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE u (id int PRIMARY KEY, a text, b text, FULLTEXT KEY f (a, b), FULLTEXT KEY g (b, a)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
