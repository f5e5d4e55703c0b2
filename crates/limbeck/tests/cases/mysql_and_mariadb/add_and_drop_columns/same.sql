SELECT id, kept FROM t ORDER BY id;
