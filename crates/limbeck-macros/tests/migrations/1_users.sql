-- Create users
--
-- @revision 1975ea83b712

-- @upgrade
CREATE TABLE users (id bigint);

-- @downgrade
DROP TABLE users;
