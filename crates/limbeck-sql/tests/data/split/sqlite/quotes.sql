SELECT 'it''s;', "a;""b", [c;d], `e;``f`, x'3B', 'back\';
SELECT ?1, :a, @b, $c, 1e5, 0xff, 1_000; -- end; of line
/* not /* nested; */ SELECT 2;
SELECT a->'$.x;', a->>'y' FROM t
