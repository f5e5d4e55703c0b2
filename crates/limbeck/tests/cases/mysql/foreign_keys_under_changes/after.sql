CREATE TABLE parent (id bigint NOT NULL, code varchar(20) NOT NULL, PRIMARY KEY (id), UNIQUE KEY code (code)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE child (id int NOT NULL, parent_id bigint, code varchar(20), PRIMARY KEY (id), KEY parent_id (parent_id), KEY code (code),
    CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE SET NULL,
    CONSTRAINT child_code FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE unnamed (a bigint, FOREIGN KEY (a) REFERENCES parent (id) ON DELETE CASCADE) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
