INSERT INTO parent VALUES (1, 'x'); INSERT INTO child VALUES (5, 1, 'x'); INSERT INTO unnamed VALUES (1);
