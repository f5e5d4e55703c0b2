ALTER TABLE t
    MODIFY COLUMN c varchar(20),
    MODIFY COLUMN b varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    MODIFY COLUMN a varchar(20),
    DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;

ALTER TABLE u
    MODIFY COLUMN a varchar(20),
    DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
