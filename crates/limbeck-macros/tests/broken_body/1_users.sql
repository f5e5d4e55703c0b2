-- Create users
--
-- @revision 1975ea83b712

-- @upgrade
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
-- @param none
SELECT 1
$$;
