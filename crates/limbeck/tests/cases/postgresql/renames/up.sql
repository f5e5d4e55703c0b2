ALTER TABLE people RENAME TO persons;

ALTER TABLE persons RENAME COLUMN full_name TO name;
