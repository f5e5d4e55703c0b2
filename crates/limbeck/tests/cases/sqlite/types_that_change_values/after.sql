CREATE TABLE addresses (id INTEGER PRIMARY KEY, zip INTEGER, note VARCHAR(80), size INTEGER AS (length(note)) STORED);
