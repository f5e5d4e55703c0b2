CREATE TABLE b (
    id int NOT NULL,
    a_id int,
    PRIMARY KEY (id),
    KEY a_id (a_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE a (
    id int NOT NULL,
    b_id int,
    self_id int,
    PRIMARY KEY (id),
    KEY b_id (b_id),
    KEY self_id (self_id),
    CONSTRAINT a_self FOREIGN KEY (self_id) REFERENCES a (id),
    CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- @destructive drops the table other and its rows
DROP TABLE other;

ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE;
