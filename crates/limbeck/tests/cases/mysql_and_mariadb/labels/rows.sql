INSERT INTO t VALUES (1, 'b', 'x,y'), (2, 'a', '');
