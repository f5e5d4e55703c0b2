-- Unique emails, posts of users
--
-- @revision   624fe5a16694
-- @revises    326b91fbe61d
-- @created    2026-11-28T05:50:33Z

-- Written by hand: what `table!` in src/schema.rs has no words for. SQLite adds a foreign key by a new table.

-- @upgrade sqlite foreign_keys=off
CREATE TABLE new_posts (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    body TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO new_posts (id, user_id, title, body, published, created_at)
SELECT id, user_id, title, body, published, created_at
FROM posts;

DROP TABLE posts;

ALTER TABLE new_posts RENAME TO posts;

-- @upgrade
CREATE UNIQUE INDEX users_email_key ON users (email);

CREATE INDEX posts_user_id_idx ON posts (user_id);

-- @upgrade postgresql mariadb mysql
ALTER TABLE posts ADD CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

-- @downgrade sqlite foreign_keys=off
DROP INDEX users_email_key;

DROP INDEX posts_user_id_idx;

CREATE TABLE new_posts (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL,
    title VARCHAR(200) NOT NULL,
    body TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);

INSERT INTO new_posts (id, user_id, title, body, published, created_at)
SELECT id, user_id, title, body, published, created_at
FROM posts;

DROP TABLE posts;

ALTER TABLE new_posts RENAME TO posts;

-- @downgrade postgresql
ALTER TABLE posts DROP CONSTRAINT posts_user_id_fkey;

DROP INDEX posts_user_id_idx;

DROP INDEX users_email_key;

-- @downgrade mariadb mysql
ALTER TABLE posts DROP FOREIGN KEY posts_user_id_fkey;

DROP INDEX posts_user_id_idx ON posts;

DROP INDEX users_email_key ON users;
