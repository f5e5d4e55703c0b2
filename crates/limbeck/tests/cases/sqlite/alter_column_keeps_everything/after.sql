CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL COLLATE NOCASE,
    balance BIGINT NOT NULL DEFAULT 1 CHECK (balance >= 0),
    note TEXT
);
CREATE TABLE transfers (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    amount INTEGER NOT NULL
);
CREATE TABLE audit (id INTEGER PRIMARY KEY, text TEXT);
CREATE INDEX accounts_lower_email ON accounts (lower(email)) WHERE balance > 0;
CREATE TRIGGER accounts_ad AFTER DELETE ON accounts BEGIN INSERT INTO audit (text) VALUES ('deleted ' || old.email); END;
CREATE TRIGGER transfers_ai AFTER INSERT ON transfers BEGIN
    UPDATE accounts SET balance = balance + new.amount WHERE id = new.account_id;
END;
CREATE VIEW rich AS SELECT id, email FROM accounts WHERE balance > 100;
CREATE VIEW richest AS SELECT max(id) AS id FROM rich;
