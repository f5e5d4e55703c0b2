ALTER TABLE unnamed DROP FOREIGN KEY unnamed_ibfk_1;

ALTER TABLE child DROP FOREIGN KEY child_parent;

ALTER TABLE unnamed MODIFY COLUMN a int;

ALTER TABLE child DROP FOREIGN KEY child_code;

ALTER TABLE parent
    MODIFY COLUMN code varchar(10) NOT NULL,
    MODIFY COLUMN id int NOT NULL;

ALTER TABLE child
    MODIFY COLUMN code varchar(10),
    MODIFY COLUMN parent_id int;

ALTER TABLE child DROP INDEX code, ADD KEY code (code), ADD CONSTRAINT child_code FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE;

ALTER TABLE unnamed ADD FOREIGN KEY (a) REFERENCES parent (id);

ALTER TABLE child DROP INDEX parent_id, ADD KEY parent_id (parent_id), ADD CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id);
