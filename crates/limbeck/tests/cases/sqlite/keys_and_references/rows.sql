INSERT INTO parent VALUES (1, 'x'), (2, 'y');
INSERT INTO child VALUES (1, 1, 1), (2, 1, 2);
INSERT INTO plain VALUES ('k', 'v');
