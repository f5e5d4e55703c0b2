SELECT id, a, b, c, ST_AsText(p) FROM t;
