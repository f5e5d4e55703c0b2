INSERT INTO accounts (id, email, balance) VALUES (1, 'A@example.com', 5), (2, 'b@example.com', 500), (90, 'gone@example.com', 1);
INSERT INTO transfers (account_id, amount) VALUES (1, 10), (2, 20), (2, 30);
DELETE FROM accounts WHERE id = 90;
