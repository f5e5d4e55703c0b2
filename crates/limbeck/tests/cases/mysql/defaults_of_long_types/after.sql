CREATE TABLE t (a text DEFAULT ('y'), b json DEFAULT (JSON_OBJECT('k', 1)), c point NOT NULL, d varbinary(4) DEFAULT 0x6162) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
