-- only a message

-- @upgrade
SELECT 1;
