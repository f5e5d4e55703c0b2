INSERT INTO t VALUES (1, 5, 'x', 7, 1.5, 1, 'abc', 'long'), (2, -5, 'y', NULL, NULL, 0, '', NULL);
