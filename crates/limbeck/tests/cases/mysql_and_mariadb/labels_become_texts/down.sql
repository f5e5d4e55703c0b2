ALTER TABLE t
    MODIFY COLUMN marks set('a','b'),
    MODIFY COLUMN kind enum('small','large') NOT NULL;
