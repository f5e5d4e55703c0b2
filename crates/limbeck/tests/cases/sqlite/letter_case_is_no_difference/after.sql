CREATE TABLE users (id integer PRIMARY KEY, "email" varchar(255) default (current_timestamp), flag boolean DEFAULT 1);
CREATE INDEX users_email ON users (email);
CREATE VIEW v AS SELECT id FROM Users;
