SELECT id, name FROM base ORDER BY id;
SELECT id, name, extra::text FROM derived;
