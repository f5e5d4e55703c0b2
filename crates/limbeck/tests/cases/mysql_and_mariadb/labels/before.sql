CREATE TABLE t (id int PRIMARY KEY, e enum('a','b') NOT NULL DEFAULT 'a', s set('x','y')) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
