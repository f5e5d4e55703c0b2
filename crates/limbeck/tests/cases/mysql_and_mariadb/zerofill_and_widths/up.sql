ALTER TABLE t
    MODIFY COLUMN a int(8) unsigned zerofill NOT NULL,
    MODIFY COLUMN b int(6) unsigned zerofill,
    MODIFY COLUMN d bit(5) DEFAULT b'111';
