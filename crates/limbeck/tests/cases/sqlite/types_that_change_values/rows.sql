INSERT INTO addresses (id, zip, note) VALUES (1, '12345', 'x');
