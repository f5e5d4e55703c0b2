-- Create users
--
-- @revision 1975ea83b712
-- @revises 000000000000

-- @upgrade
CREATE TABLE users (id bigint);
