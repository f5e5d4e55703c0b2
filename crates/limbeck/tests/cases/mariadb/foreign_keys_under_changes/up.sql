ALTER TABLE child DROP FOREIGN KEY child_parent;

ALTER TABLE unnamed DROP FOREIGN KEY unnamed_ibfk_1;

ALTER TABLE child DROP FOREIGN KEY child_code;

ALTER TABLE child
    MODIFY COLUMN parent_id bigint,
    MODIFY COLUMN code varchar(20);

ALTER TABLE parent
    MODIFY COLUMN id bigint NOT NULL,
    MODIFY COLUMN code varchar(20) NOT NULL;

ALTER TABLE child DROP INDEX code, ADD KEY code (code), ADD CONSTRAINT child_code FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE;

ALTER TABLE unnamed MODIFY COLUMN a bigint;

ALTER TABLE child DROP INDEX parent_id, ADD KEY parent_id (parent_id), ADD CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE SET NULL;

ALTER TABLE unnamed ADD FOREIGN KEY (a) REFERENCES parent (id) ON DELETE CASCADE;
