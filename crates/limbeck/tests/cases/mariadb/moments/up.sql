ALTER TABLE t
    MODIFY COLUMN made timestamp NULL,
    MODIFY COLUMN changed datetime(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3);
