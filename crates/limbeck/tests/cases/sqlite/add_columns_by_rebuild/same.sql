SELECT rowid, text FROM notes ORDER BY rowid;
