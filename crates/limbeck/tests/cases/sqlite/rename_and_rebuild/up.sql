-- foreign_keys=off

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME COLUMN mail TO email;

DROP VIEW adults;

CREATE TABLE _limbeck_new_users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL,
    age BIGINT NOT NULL DEFAULT 0,
    CHECK (email <> 'mail')
);

INSERT OR ABORT INTO _limbeck_new_users (id, email, age)
SELECT id, email, age
FROM users;

DROP TABLE users;

ALTER TABLE _limbeck_new_users RENAME TO users;

CREATE INDEX people_mail ON users (email, lower(email));

CREATE VIEW adults AS SELECT email FROM users WHERE age > 17;

CREATE TRIGGER people_au AFTER UPDATE OF email ON users BEGIN UPDATE posts SET author = author WHERE author = new.id; END;
