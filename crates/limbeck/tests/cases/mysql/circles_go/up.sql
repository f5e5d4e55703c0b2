ALTER TABLE b DROP FOREIGN KEY b_a;

CREATE TABLE other (
    id int
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- @destructive drops the table a and its rows
DROP TABLE a;

-- @destructive drops the table b and its rows
DROP TABLE b;
