INSERT INTO stays VALUES (1, NULL, 'a'), (2, NULL, 'b');
