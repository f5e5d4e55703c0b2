SELECT id, a, d FROM t;
