-- foreign_keys=off

DROP TRIGGER transfers_ai;

DROP VIEW richest;

DROP VIEW rich;

CREATE TABLE _limbeck_new_accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL COLLATE NOCASE,
    balance INTEGER DEFAULT 0,
    note TEXT,
    CHECK (balance >= 0)
);

INSERT OR ABORT INTO _limbeck_new_accounts (id, email, balance, note)
SELECT id, email, balance, note
FROM accounts;

DELETE FROM sqlite_sequence WHERE name = '_limbeck_new_accounts';

INSERT INTO sqlite_sequence (name, seq)
SELECT '_limbeck_new_accounts', seq FROM sqlite_sequence WHERE name = 'accounts';

DROP TABLE accounts;

ALTER TABLE _limbeck_new_accounts RENAME TO accounts;

CREATE INDEX accounts_lower_email ON accounts (lower(email)) WHERE balance > 0;

CREATE VIEW rich AS SELECT id, email FROM accounts WHERE balance > 100;

CREATE VIEW richest AS SELECT max(id) AS id FROM rich;

CREATE TRIGGER accounts_ad AFTER DELETE ON accounts BEGIN INSERT INTO audit (text) VALUES ('deleted ' || old.email); END;

CREATE TRIGGER transfers_ai AFTER INSERT ON transfers BEGIN
    UPDATE accounts SET balance = balance + new.amount WHERE id = new.account_id;
END;
