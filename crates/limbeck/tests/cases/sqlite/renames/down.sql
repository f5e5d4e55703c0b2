ALTER TABLE users RENAME COLUMN email TO mail;

ALTER TABLE users RENAME TO people;
