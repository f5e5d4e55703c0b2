SELECT id, y, v FROM to_none ORDER BY id;
SELECT id, v FROM other_column ORDER BY id;
SELECT id, y, v FROM other_key ORDER BY id;
SELECT id, y FROM from_none ORDER BY id;
SELECT id, year(d) FROM other_type ORDER BY id;
SELECT id, a FROM history;
