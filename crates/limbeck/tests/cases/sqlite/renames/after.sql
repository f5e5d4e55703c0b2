CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL CHECK (email <> 'mail'), age INTEGER);
CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER REFERENCES users (id));
CREATE INDEX people_mail ON users (email, lower(email));
CREATE VIEW adults AS SELECT email FROM users WHERE age > 17;
CREATE TRIGGER people_au AFTER UPDATE OF email ON users BEGIN UPDATE posts SET author = author WHERE author = new.id; END;
