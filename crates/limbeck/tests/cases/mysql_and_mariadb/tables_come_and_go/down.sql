CREATE TABLE gone (
    id int NOT NULL,
    a varchar(20),
    PRIMARY KEY (id),
    KEY a (a)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- @destructive drops the table come and its rows
DROP TABLE come;
