-- Create users and posts
--
-- @revision   6172c92002a0
-- @revises    base
-- @created    2026-11-23T23:23:14Z

-- @upgrade
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(255) NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (email)
);

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX posts_user_id_created_at_idx ON posts (user_id, created_at);

-- @downgrade
DROP INDEX posts_user_id_created_at_idx;

-- @destructive drops the table posts and its rows
DROP TABLE posts;

-- @destructive drops the table users and its rows
DROP TABLE users;
