ALTER TABLE t
    MODIFY COLUMN changed datetime(3),
    MODIFY COLUMN made timestamp NOT NULL DEFAULT current_timestamp();
