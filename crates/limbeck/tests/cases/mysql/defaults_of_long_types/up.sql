ALTER TABLE t
    ADD COLUMN d varbinary(4) DEFAULT 0x6162,
    MODIFY COLUMN a text DEFAULT ('y'),
    MODIFY COLUMN b json DEFAULT (json_object('k',1)),
    MODIFY COLUMN c point NOT NULL;
