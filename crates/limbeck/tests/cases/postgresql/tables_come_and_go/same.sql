SELECT id, name FROM stays ORDER BY id;
