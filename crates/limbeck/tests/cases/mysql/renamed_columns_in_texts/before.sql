CREATE TABLE parent (old_id int PRIMARY KEY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE t (id int PRIMARY KEY, old int, p int, twice int GENERATED ALWAYS AS (old * 2) VIRTUAL, KEY p (p), CONSTRAINT positive CHECK (old > 0),
    CONSTRAINT t_p FOREIGN KEY (p) REFERENCES parent (old_id)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
