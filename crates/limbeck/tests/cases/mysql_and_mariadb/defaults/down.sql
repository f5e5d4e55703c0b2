ALTER TABLE t
    MODIFY COLUMN f int DEFAULT (1 + 2),
    MODIFY COLUMN b varchar(20) DEFAULT 'it''s \\ "x"',
    MODIFY COLUMN a int DEFAULT 1;
