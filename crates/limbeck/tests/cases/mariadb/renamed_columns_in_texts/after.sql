CREATE TABLE parent (new_id int PRIMARY KEY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE t (id int PRIMARY KEY, fresh int, q int, twice int GENERATED ALWAYS AS (fresh * 2) VIRTUAL, KEY p (q), CONSTRAINT positive CHECK (fresh > 0),
    CONSTRAINT t_p FOREIGN KEY (q) REFERENCES parent (new_id)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
