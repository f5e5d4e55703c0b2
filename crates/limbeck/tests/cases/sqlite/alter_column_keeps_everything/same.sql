SELECT * FROM accounts ORDER BY id;
SELECT * FROM transfers ORDER BY id;
SELECT * FROM audit ORDER BY id;
SELECT * FROM rich ORDER BY id;
SELECT * FROM richest;
SELECT seq FROM sqlite_sequence WHERE name = 'accounts';
SELECT type, name, tbl_name FROM sqlite_schema WHERE type <> 'table' ORDER BY name;
