SELECT id::text, owner FROM t;
