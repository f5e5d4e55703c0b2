INSERT INTO t (id, up, down, words, same) VALUES (1, 3, 4, '5', 6);
