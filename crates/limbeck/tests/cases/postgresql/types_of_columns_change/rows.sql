INSERT INTO t VALUES (1, 2, 'b', '3', '2020-01-01 00:00', 'e', 6, '{x}');
INSERT INTO u VALUES (1);
