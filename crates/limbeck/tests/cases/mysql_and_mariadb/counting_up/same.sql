SELECT id, a FROM t; SELECT id, a FROM u;
