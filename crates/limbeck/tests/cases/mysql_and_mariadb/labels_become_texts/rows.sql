INSERT INTO t VALUES ('small', 1, 'a', 'small'), ('large', 1, 'a,b', 'large');
