SELECT a, v FROM t;
