CREATE TABLE a (id int PRIMARY KEY, b_id int, self_id int, KEY b_id (b_id), KEY self_id (self_id),
    CONSTRAINT a_self FOREIGN KEY (self_id) REFERENCES a (id)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE b (id int PRIMARY KEY, a_id int, KEY a_id (a_id), CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b (id);
