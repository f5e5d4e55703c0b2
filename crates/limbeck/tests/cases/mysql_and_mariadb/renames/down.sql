ALTER TABLE persons MODIFY COLUMN name varchar(50) NOT NULL DEFAULT 'x';

ALTER TABLE persons RENAME COLUMN name TO full_name;

ALTER TABLE persons RENAME TO people;

ALTER TABLE `order` RENAME TO `old order`;
