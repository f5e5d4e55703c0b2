CREATE TABLE t (a int(8) unsigned zerofill NOT NULL, b int(6) unsigned zerofill, c year, d bit(5) DEFAULT b'111', e tinyint(1)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
