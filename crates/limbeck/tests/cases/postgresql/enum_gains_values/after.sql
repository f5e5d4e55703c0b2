CREATE TYPE mood AS ENUM ('awful', 'sad', 'ok', 'happy', 'great');
CREATE TABLE person (id integer PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok');
