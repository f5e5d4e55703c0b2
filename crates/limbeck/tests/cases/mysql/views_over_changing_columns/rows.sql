INSERT INTO a (id, x) VALUES (1, 2);
INSERT INTO b (id, x) VALUES (1, 3);
