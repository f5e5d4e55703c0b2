CREATE TABLE notes (text TEXT NOT NULL, created_at TEXT NOT NULL DEFAULT (datetime('now', '-1 day')), length INTEGER AS (length(text)) STORED);
CREATE TABLE empty (id INTEGER PRIMARY KEY, name TEXT NOT NULL, UNIQUE (name));
