ALTER TABLE t
    MODIFY COLUMN e enum('a','b','it''s, c') NOT NULL DEFAULT 'b',
    MODIFY COLUMN s set('x','y','z');
