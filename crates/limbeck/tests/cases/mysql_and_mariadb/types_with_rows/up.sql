ALTER TABLE t
    MODIFY COLUMN a bigint NOT NULL DEFAULT 3,
    MODIFY COLUMN b varchar(300) NOT NULL,
    MODIFY COLUMN c int unsigned,
    MODIFY COLUMN d double,
    MODIFY COLUMN e tinyint NOT NULL DEFAULT 0,
    MODIFY COLUMN f varchar(3),
    MODIFY COLUMN g mediumtext;
