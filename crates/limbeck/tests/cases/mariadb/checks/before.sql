CREATE TABLE t (a int, b int, c varchar(20), CONSTRAINT small CHECK (a < 100), CONSTRAINT kept CHECK (b in (1, 2)), CONSTRAINT gone CHECK (c <> 'x')) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
