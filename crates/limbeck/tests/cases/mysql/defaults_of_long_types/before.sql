CREATE TABLE t (a text DEFAULT ('x'), b json DEFAULT (json_array()), c point SRID 4326 NOT NULL) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
