ALTER TABLE a DROP FOREIGN KEY a_self;

ALTER TABLE a DROP FOREIGN KEY a_b;

ALTER TABLE b DROP FOREIGN KEY b_a;

-- @destructive drops the column a.self_id and its values; drops the column a.b_id and its values
ALTER TABLE a
    DROP INDEX self_id,
    DROP INDEX b_id,
    DROP COLUMN self_id,
    DROP COLUMN b_id;

-- @destructive drops the table b and its rows
DROP TABLE b;
