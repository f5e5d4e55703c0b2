-- m
-- @revision a
-- @upgrade
 -- @param is indented
-- \@param is escaped
/* in
 @a comment */
CREATE TABLE t (a int); -- @trailing
-- @downgrade
DROP TABLE t;
