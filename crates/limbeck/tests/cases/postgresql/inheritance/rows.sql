INSERT INTO base VALUES (1, 'a');
INSERT INTO derived VALUES (2, 'b', 3);
