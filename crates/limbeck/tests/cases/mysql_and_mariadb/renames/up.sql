ALTER TABLE `old order` RENAME TO `order`;

ALTER TABLE people RENAME TO persons;

ALTER TABLE persons RENAME COLUMN full_name TO name;

ALTER TABLE persons MODIFY COLUMN name varchar(60) NOT NULL DEFAULT 'x';
