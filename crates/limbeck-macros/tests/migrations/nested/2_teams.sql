-- Create teams
--
-- @revision ae1027a6acf9
-- @revises 1975ea83b712

-- @upgrade
CREATE TABLE teams (id bigint);

-- @downgrade
DROP TABLE teams;
