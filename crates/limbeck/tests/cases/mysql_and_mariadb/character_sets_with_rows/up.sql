ALTER TABLE t
    MODIFY COLUMN b varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,
    MODIFY COLUMN c varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
    MODIFY COLUMN a varchar(20),
    DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE u
    MODIFY COLUMN a varchar(20),
    DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
