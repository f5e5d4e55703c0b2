SELECT id, other FROM free ORDER BY id;
SELECT id FROM bound ORDER BY id;
SELECT * FROM both_ids ORDER BY 1, 2;
