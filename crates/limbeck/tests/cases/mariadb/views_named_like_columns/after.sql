CREATE TABLE t (a int, v int) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE VIEW v AS SELECT t.a, t.a + 1 AS w FROM t;
CREATE VIEW w AS SELECT v.a AS v, v.w AS x FROM v;
