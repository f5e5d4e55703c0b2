SELECT id, a, b FROM t;
SELECT id, a, b FROM u;
