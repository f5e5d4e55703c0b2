INSERT INTO people VALUES (1, 'a@example.com', 20);
INSERT INTO posts VALUES (1, 1);
