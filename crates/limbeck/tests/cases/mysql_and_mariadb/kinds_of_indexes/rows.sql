INSERT INTO t VALUES (1, 'a', 'some words', 2, ST_GeomFromText('POINT(1 2)'));
