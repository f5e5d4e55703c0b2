SELECT id, mood::text, moods::text FROM person ORDER BY id;
SELECT * FROM happy;
