CREATE TABLE t (id int PRIMARY KEY, e enum('a','b','it''s, c') NOT NULL DEFAULT 'b', s set('x','y','z')) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
