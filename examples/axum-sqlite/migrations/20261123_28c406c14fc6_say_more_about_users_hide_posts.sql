-- Say more about users, hide posts
--
-- @revision   28c406c14fc6
-- @revises    6172c92002a0
-- @created    2026-11-23T23:24:04Z

-- @upgrade foreign_keys=off
CREATE TABLE _limbeck_new_posts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    published BOOLEAN NOT NULL DEFAULT TRUE,
    CHECK (length(title) > 0),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO _limbeck_new_posts (id, user_id, title, body, created_at)
SELECT id, user_id, title, body, created_at
FROM posts;

DROP TABLE posts;

ALTER TABLE _limbeck_new_posts RENAME TO posts;

CREATE INDEX posts_user_id_created_at_idx ON posts (user_id, created_at);

ALTER TABLE users ADD COLUMN about TEXT;

-- @downgrade foreign_keys=off
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

CREATE TABLE _limbeck_new_posts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO _limbeck_new_posts (id, user_id, title, body, created_at)
SELECT id, user_id, title, body, created_at
FROM posts;

-- @destructive drops the column posts.published and its values
DROP TABLE posts;

ALTER TABLE _limbeck_new_posts RENAME TO posts;

CREATE INDEX posts_user_id_created_at_idx ON posts (user_id, created_at);
