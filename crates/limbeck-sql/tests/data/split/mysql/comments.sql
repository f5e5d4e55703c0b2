# hash; it's a comment
SELECT 1 # another; one
  , 5--1; -- '
--not a comment, but two minus signs: the server says so
;
SELECT 2 --	tab;
;
/* plain; */ SELECT 3 /* no /* nesting */ ;
SELECT /*+ MAX_EXECUTION_TIME(1) */ 4;
--
SELECT 5
