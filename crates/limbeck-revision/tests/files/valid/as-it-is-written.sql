-- Create users
--
-- @revision   ae1027a6acf9
-- @revises    1975ea83b712
-- @created    2026-11-23T07:11:01Z

-- @upgrade
CREATE TABLE users (
    id bigint NOT NULL,
    email varchar(255) NOT NULL
);

-- @downgrade
DROP TABLE users;
