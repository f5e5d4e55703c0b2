-- m
-- @revision a1
-- @upgrade
CREATE FUNCTION f(x int) RETURNS int LANGUAGE plpgsql AS $$
-- @param x what is doubled
BEGIN RETURN x * 2; END $$;
-- @downgrade
DROP FUNCTION f;
