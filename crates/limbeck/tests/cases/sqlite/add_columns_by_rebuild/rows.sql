INSERT INTO notes (rowid, text) VALUES (3, 'three'), (9, 'nine');
