CREATE TABLE t (a int(5) unsigned zerofill NOT NULL, b int unsigned, c year, d bit(3) DEFAULT b'101', e tinyint(1)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
