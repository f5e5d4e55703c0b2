CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20) COLLATE utf8mb4_bin, c varchar(20) CHARACTER SET latin1) DEFAULT CHARSET=latin1;
CREATE TABLE u (id int PRIMARY KEY, a varchar(20)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
