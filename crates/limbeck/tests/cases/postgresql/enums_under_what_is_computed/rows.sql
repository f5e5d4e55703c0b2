INSERT INTO o (s) VALUES ('new'), ('paid');
INSERT INTO p VALUES ('new');
INSERT INTO q VALUES ('new');
