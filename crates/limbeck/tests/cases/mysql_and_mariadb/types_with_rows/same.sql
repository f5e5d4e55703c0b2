SELECT id, a, b, c, d, e, f, g FROM t ORDER BY id;
