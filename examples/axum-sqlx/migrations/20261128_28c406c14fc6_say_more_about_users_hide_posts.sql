-- Say more about users, hide posts
--
-- @revision   28c406c14fc6
-- @revises    6172c92002a0
-- @created    2026-11-28T04:31:39Z

-- @upgrade sqlite foreign_keys=off
CREATE TABLE _limbeck_new_posts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    body text NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    published BOOLEAN NOT NULL DEFAULT TRUE,
    CHECK (length(title) > 0),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT OR ABORT INTO _limbeck_new_posts (id, user_id, title, body, created_at)
SELECT id, user_id, title, body, created_at
FROM posts;

DROP TABLE posts;

ALTER TABLE _limbeck_new_posts RENAME TO posts;

CREATE INDEX posts_user_id_created_at_idx ON posts (user_id, created_at);

ALTER TABLE users ADD COLUMN about TEXT;

-- @upgrade postgresql
ALTER TABLE posts ADD COLUMN published boolean DEFAULT true NOT NULL;

ALTER TABLE users ADD COLUMN about text;

ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (length(title) > 0);

-- @upgrade mariadb
ALTER TABLE posts
    ADD COLUMN published tinyint(1) NOT NULL DEFAULT 1,
    ADD CONSTRAINT CONSTRAINT_1 CHECK (length(title) > 0);

ALTER TABLE users ADD COLUMN about varchar(255);

-- @upgrade mysql
ALTER TABLE posts
    ADD COLUMN published tinyint(1) NOT NULL DEFAULT 1,
    ADD CONSTRAINT posts_chk_1 CHECK (length(title) > 0);

ALTER TABLE users ADD COLUMN about varchar(255);

-- @downgrade sqlite foreign_keys=off
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

CREATE TABLE _limbeck_new_posts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    body text NOT NULL,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT OR ABORT INTO _limbeck_new_posts (id, user_id, title, body, created_at)
SELECT id, user_id, title, body, created_at
FROM posts;

-- @destructive drops the column posts.published and its values
DROP TABLE posts;

ALTER TABLE _limbeck_new_posts RENAME TO posts;

CREATE INDEX posts_user_id_created_at_idx ON posts (user_id, created_at);

-- @downgrade postgresql
ALTER TABLE posts DROP CONSTRAINT posts_title_check;

-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts DROP COLUMN published;

-- @downgrade mariadb
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts
    DROP CONSTRAINT CONSTRAINT_1,
    DROP COLUMN published;

-- @downgrade mysql
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts
    DROP CONSTRAINT posts_chk_1,
    DROP COLUMN published;
