ALTER TABLE t
    MODIFY COLUMN d bit(3) DEFAULT b'101',
    MODIFY COLUMN b int unsigned,
    MODIFY COLUMN a int(5) unsigned zerofill NOT NULL;
