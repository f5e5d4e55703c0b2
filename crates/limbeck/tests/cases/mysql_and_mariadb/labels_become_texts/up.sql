ALTER TABLE t
    DROP PRIMARY KEY,
    DROP INDEX kinds,
    DROP INDEX marked,
    MODIFY COLUMN kind varchar(20) NOT NULL,
    MODIFY COLUMN marks char(10),
    ADD PRIMARY KEY (size, kind),
    ADD UNIQUE KEY kinds (n, kind),
    ADD KEY marked (marks);
