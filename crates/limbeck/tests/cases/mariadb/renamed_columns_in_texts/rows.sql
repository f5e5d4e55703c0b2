INSERT INTO parent VALUES (1); INSERT INTO t (id, old, p) VALUES (1, 2, 1);
