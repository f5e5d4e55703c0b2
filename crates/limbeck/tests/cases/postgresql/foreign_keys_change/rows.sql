INSERT INTO parent VALUES (1, 'x', 2, 3);
INSERT INTO child VALUES (1, 1, 1, 'x', 2, 3);
