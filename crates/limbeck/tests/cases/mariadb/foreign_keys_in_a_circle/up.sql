CREATE TABLE b (
    id int NOT NULL,
    a_id int,
    PRIMARY KEY (id),
    KEY a_id (a_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE a
    ADD COLUMN b_id int,
    ADD COLUMN self_id int,
    ADD KEY b_id (b_id),
    ADD KEY self_id (self_id);

ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE;

ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b (id);

ALTER TABLE a ADD CONSTRAINT a_self FOREIGN KEY (self_id) REFERENCES a (id);
