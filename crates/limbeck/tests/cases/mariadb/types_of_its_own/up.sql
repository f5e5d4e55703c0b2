ALTER TABLE t
    ADD COLUMN k json,
    MODIFY COLUMN a uuid NOT NULL DEFAULT (uuid()),
    MODIFY COLUMN j longtext,
    MODIFY COLUMN c varchar(20) CHECK (`c` <> 'x'),
    MODIFY COLUMN d int CHECK (`d` > 0),
    ADD KEY d (d) IGNORED;
