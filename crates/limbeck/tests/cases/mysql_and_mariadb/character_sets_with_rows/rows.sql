INSERT INTO t VALUES (1, 'größe', 'ß', 'é'); INSERT INTO u VALUES (1, 'ü');
