ALTER TABLE one DROP CONSTRAINT one_two_fkey;

ALTER TABLE two DROP CONSTRAINT two_three_fkey;

ALTER TABLE three DROP CONSTRAINT three_one_fkey;

ALTER TABLE self DROP CONSTRAINT self_parent_fkey;

-- @destructive drops the column one.two and its values
ALTER TABLE one DROP COLUMN two;

-- @destructive drops the table two and its rows
DROP TABLE two;

-- @destructive drops the table three and its rows
DROP TABLE three;

-- @destructive drops the table self and its rows
DROP TABLE self;
