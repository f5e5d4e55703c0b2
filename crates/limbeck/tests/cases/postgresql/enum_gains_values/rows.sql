INSERT INTO person VALUES (1, 'happy'), (2, 'sad');
