SELECT * FROM person ORDER BY mood;
