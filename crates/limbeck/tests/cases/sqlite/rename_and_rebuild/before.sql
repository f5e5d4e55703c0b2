CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT NOT NULL CHECK (mail <> 'mail'), age INTEGER);
CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES people (id));
CREATE INDEX people_mail ON people (mail, lower(mail));
CREATE VIEW adults AS SELECT mail FROM people WHERE age > 17;
CREATE TRIGGER people_au AFTER UPDATE OF mail ON people BEGIN UPDATE posts SET author = author WHERE author = new.id; END;
