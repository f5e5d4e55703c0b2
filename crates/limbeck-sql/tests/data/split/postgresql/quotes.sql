-- Semicolons in every kind of quote.
SELECT 'it''s; fine', E'a\'; b', U&'d\0061t\+000061;', B'01', X'1F', N'n;' ;
SELECT "a;""b", U&"c;d" FROM "t;";
SELECT E'first'
  'second \' with the escapes of the first;';
SELECT 'plain'
  'one \';
SELECT ';' AS "semi;colon" -- a comment with ; and ' in it
     , 1 /* and ; here /* nested ; */ ' */ ;
SELECT 1::int, a ->> 'k;', b @> '{";"}', -1, c =-1, d *- 2 FROM t
