CREATE TABLE t (id int PRIMARY KEY, a varchar(200), b text, c int, p point NOT NULL, KEY a (a(20)), UNIQUE KEY c (c DESC, id), FULLTEXT KEY words (b), SPATIAL KEY places (p),
    KEY said (b(10)) USING BTREE COMMENT 'it''s said') DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
