SELECT id, a, b, j, c, d FROM t;
