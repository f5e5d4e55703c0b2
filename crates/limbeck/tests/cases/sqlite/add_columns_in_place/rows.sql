INSERT INTO users (id, email) VALUES (1, 'A@example.com'), (7, 'b@example.com');
