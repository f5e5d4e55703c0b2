ALTER TABLE t
    MODIFY COLUMN s set('x','y'),
    MODIFY COLUMN e enum('a','b') NOT NULL DEFAULT 'a';
