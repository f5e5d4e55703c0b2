CREATE TABLE parent (id int NOT NULL, code varchar(10) NOT NULL, PRIMARY KEY (id), UNIQUE KEY code (code)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE child (id int NOT NULL, parent_id int, code varchar(10), PRIMARY KEY (id), KEY parent_id (parent_id), KEY code (code),
    CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id),
    CONSTRAINT child_code FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE unnamed (a int, FOREIGN KEY (a) REFERENCES parent (id)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
