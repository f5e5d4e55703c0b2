-- Create teams
--
-- @revision 1975ea83b712
-- @revise 1975ea83b712

-- @upgrade
CREATE TABLE teams (id bigint);
