INSERT INTO free VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO bound VALUES (5, 1, 1, 1, 1), (6, 2, 2, 2, 2);
