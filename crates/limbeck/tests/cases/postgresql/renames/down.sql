ALTER TABLE persons RENAME COLUMN name TO full_name;

ALTER TABLE persons RENAME TO people;
