CREATE TABLE come (
    id int NOT NULL AUTO_INCREMENT,
    a varchar(20) NOT NULL DEFAULT '',
    b json,
    c time(6),
    PRIMARY KEY (id),
    UNIQUE KEY a (a, c)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='new';

-- @destructive drops the table gone and its rows
DROP TABLE gone;
