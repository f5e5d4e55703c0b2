SELECT a + 0, b + 0, c, d + 0, e FROM t;
