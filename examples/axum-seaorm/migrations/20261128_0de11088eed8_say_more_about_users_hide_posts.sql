-- Say more about users, hide posts
--
-- @revision   0de11088eed8
-- @revises    22d2020c0bea
-- @created    2026-11-28T05:45:12Z

-- @upgrade sqlite
ALTER TABLE posts ADD COLUMN published boolean NOT NULL DEFAULT TRUE;

ALTER TABLE users ADD COLUMN about text;

-- @upgrade postgresql
ALTER TABLE posts ADD COLUMN published boolean DEFAULT true NOT NULL;

ALTER TABLE users ADD COLUMN about text;

-- @upgrade mariadb
ALTER TABLE posts ADD COLUMN published tinyint(1) NOT NULL DEFAULT 1;

ALTER TABLE users ADD COLUMN about text;

-- @upgrade mysql
ALTER TABLE posts ADD COLUMN published tinyint(1) NOT NULL DEFAULT 1;

ALTER TABLE users ADD COLUMN about text;

-- @downgrade sqlite
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts DROP COLUMN published;

-- @downgrade postgresql
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts DROP COLUMN published;

-- @downgrade mariadb
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts DROP COLUMN published;

-- @downgrade mysql
-- @destructive drops the column users.about and its values
ALTER TABLE users DROP COLUMN about;

-- @destructive drops the column posts.published and its values
ALTER TABLE posts DROP COLUMN published;
