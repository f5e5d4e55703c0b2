ALTER TABLE t
    DROP PRIMARY KEY,
    DROP INDEX kinds,
    DROP INDEX marked,
    MODIFY COLUMN kind varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL,
    MODIFY COLUMN marks char(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    ADD PRIMARY KEY (size, kind),
    ADD UNIQUE KEY kinds (n, kind),
    ADD KEY marked (marks);
